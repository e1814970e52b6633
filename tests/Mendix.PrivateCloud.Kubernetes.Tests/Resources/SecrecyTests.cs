using System.Collections;
using System.Reflection;
using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Resources;

public sealed class SecrecyTests
{
    [Fact]
    public void Secret_fields_of_a_MendixApp_are_marked()
    {
        var secret = new SortedSet<string>(StringComparer.Ordinal);
        Collect(CustomResourceDefinitions.FindSchema("MendixApp")!, "", secret);

        Assert.Equal(
            [
                ".spec.runtime.clientCertificates[].key",
                ".spec.runtime.clientCertificates[].password",
                ".spec.runtime.debuggerPassword",
                ".spec.runtime.mxAdminPassword",
                ".spec.runtime.runtimeLicense.key",
                ".spec.tls.key",
            ],
            secret);
    }

    [Fact]
    public void No_ToString_of_a_MendixApp_or_Runtime_shows_a_secret()
    {
        AssertHidden<MendixApp>(secrets: 6);
        AssertHidden<Runtime>(secrets: 6);
    }

    [Fact]
    public void A_Secret_prints_only_its_name()
    {
        var secret = new Secret { Metadata = { Name = "crm-database", Namespace = "apps" }, StringData = new() { ["password"] = "hunter2" } };

        Assert.Equal("Secret apps/crm-database", secret.ToString());
    }

    [Fact]
    public void A_sensitive_string_prints_as_stars_and_reveals_itself_on_request()
    {
        SensitiveString? password = "hunter2";

        Assert.Equal("***", $"{password}");
        Assert.Equal("hunter2", password!.Reveal());
        Assert.Equal(SensitiveString.FromString("hunter2"), password);
        Assert.NotEqual(SensitiveString.FromString("hunter3"), password);
    }

    private static void AssertHidden<T>(int secrets)
        where T : class, IKubernetesObject<T>
    {
        var sample = SchemaSample.Make<T>(withUnknownFields: false).Deserialize(T.TypeInfo)!;
        var found = 0;
        Visit(sample, value =>
        {
            Assert.DoesNotContain(SchemaSample.Secret, value.ToString(), StringComparison.Ordinal);
            found += value is SensitiveString hidden && hidden.Reveal() == SchemaSample.Secret ? 1 : 0;
        });

        Assert.Equal(secrets, found);
    }

    private static void Visit(object value, Action<object> action)
    {
        action(value);
        if (value is string or ValueType or JsonElement or SensitiveString)
        {
            return;
        }

        var parts = value is IEnumerable items
            ? items.Cast<object>()
            : value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.GetValue(value));
        foreach (var part in parts.OfType<object>())
        {
            Visit(part, action);
        }
    }

    private static void Collect(JsonSchema schema, string path, SortedSet<string> secret)
    {
        if (schema.Format == "password")
        {
            secret.Add(path);
        }

        foreach (var (name, property) in schema.Properties ?? [])
        {
            Collect(property, $"{path}.{name}", secret);
        }

        if (schema.Items is { } items)
        {
            Collect(items, $"{path}[]", secret);
        }
    }
}
