using Mendix.PrivateCloud.Kubernetes.Manifests;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Manifests;

public sealed class ManifestErrorTests
{
    private const string App = "apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\nmetadata:\n  name: crm\nspec:\n";
    private const string Plan = "apiVersion: privatecloud.mendix.com/v1alpha1\nkind: StoragePlan\nmetadata:\n  name: pg\nspec:\n";

    [Theory]
    [InlineData("  replicas: two\n", 6, "spec.replicas", "is the text 'two', but a whole number is wanted. Write digits only.")]
    [InlineData("  replicas: \"2\"\n", 6, "spec.replicas", "is the text '2', but a whole number is wanted. Remove the quotes.")]
    [InlineData("  replicas: 1.5\n", 6, "spec.replicas", "is a number, but a whole number is wanted.")]
    [InlineData("  replicas: -1\n", 6, "spec.replicas", "-1 is out of range. Write a number from 0 to 2147483647.")]
    [InlineData("  replicas: 3000000000\n", 6, "spec.replicas", "3000000000 is out of range.")]
    [InlineData("  replicas: 010\n", 6, "spec.replicas", "a number must not start with 0")]
    [InlineData("  replicas: 1e999\n", 6, "spec.replicas", "the number is too large.")]
    [InlineData("  replicas: [1]\n", 6, "spec.replicas", "is a list, but a whole number is wanted.")]
    [InlineData("  replicas: 1\n  replicas: 2\n", 7, "spec.replicas", "given twice, first in line 6. Keep one of the two.")]
    [InlineData("  sourceVersion: 1.4\n", 6, "spec.sourceVersion", "is a number, but text is wanted. Put it in quotes.")]
    [InlineData("  sourceVersion: true\n", 6, "spec.sourceVersion", "is a boolean, but text is wanted. Put it in quotes.")]
    [InlineData("  tls:\n    enableTLS: yes\n", 7, "spec.tls.enableTLS", "is the text 'yes', but true or false is wanted.")]
    [InlineData("  tls: secret\n", 6, "spec.tls", "is text, but an object is wanted.")]
    [InlineData("  topologySpreadConstraints: {}\n", 6, "spec.topologySpreadConstraints", "is an object, but a list is wanted.")]
    [InlineData("  runtimeLeaderSelection: Assigned\n", 6, "spec.runtimeLeaderSelection", "'Assigned' is not allowed. Did you mean assigned?")]
    [InlineData("  resources:\n    limits:\n      memory: 2 GB\n", 8, "spec.resources.limits.memory", "'2 GB' is not a quantity.")]
    [InlineData("  resources:\n    limits:\n      cpu: 0.5\n", 8, "spec.resources.limits.cpu", "is a number, but a whole number or text is wanted. Put it in quotes.")]
    [InlineData("  runtime:\n    logLevels:\n      Core: LOUD\n", 8, "spec.runtime.logLevels.Core", "'LOUD' is not allowed.")]
    [InlineData("  runtime:\n    microflowConstants:\n      Crm.Max: 5\n", 8, "spec.runtime.microflowConstants[\"Crm.Max\"]", "is a whole number, but text is wanted.")]
    [InlineData("  runtime:\n    environmentVariables:\n    - value: x\n", 8, "spec.runtime.environmentVariables[0].name", "is missing.")]
    [InlineData("  runtime:\n    environmentVariables:\n    - {name: A}\n    - {name: A}\n", 9, "spec.runtime.environmentVariables[1].name", "'A' is given twice, first in line 8.")]
    public void A_mistake_in_a_MendixApp_is_named(string spec, int line, string field, string message) =>
        AssertError(App + spec, line, field, message);

    [Theory]
    [InlineData("  storageType: database\n", 6, "spec.provisioner", "is missing. Add it: The plugin that makes the tenants")]
    [InlineData("  storageType: blob\n  provisioner: {type: s3}\n", 6, "spec.storageType", "Write one of database, file.")]
    [InlineData("  provisioner: {type: s3}\n", 6, "spec.storageType", "is missing. Add it: one of database, file.")]
    [InlineData("  storageType: file\n  provisioner:\n    typ: s3\n", 8, "spec.provisioner.typ", "is no field of StoragePlan. Did you mean type?")]
    [InlineData("  storageType: file\n  colour: red\n  provisioner: {type: s3}\n", 7, "spec.colour", "is no field of StoragePlan. Remove it; the fields here are type, storageType, provisioner.")]
    [InlineData("  storageType: file\n  provisioner: {type: S3}\n", 7, "spec.provisioner.type", "'S3' is not allowed. It must match")]
    public void A_mistake_in_a_StoragePlan_is_named(string spec, int line, string field, string message) =>
        AssertError(Plan + spec, line, field, message);

    [Theory]
    [InlineData("kind: MendixApp\nmetadata: {name: a}\n", 1, "apiVersion", "is missing. Add it, such as privatecloud.mendix.com/v1alpha1.")]
    [InlineData("apiVersion: v1\nmetadata: {name: a}\n", 1, "kind", "is missing.")]
    [InlineData("apiVersion: v1\nkind: 7\nmetadata: {name: a}\n", 2, "kind", "is a whole number, but text is wanted")]
    [InlineData("apiVersion: v1\nkind: Secret\n", 1, "metadata.name", "is missing. Give the object a name.")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata:\n  namespace: apps\n", 3, "metadata.name", "is missing. Give the object a name.")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: My Secret}\n", 3, "metadata.name", "'My Secret' is not a name.")]
    [InlineData("apiVersion: v1\nkind: Widget\nmetadata: {name: 5}\n", 3, "metadata.name", "is a whole number, but text is wanted. Put it in quotes.")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a, lables: {}}\n", 3, "metadata.lables", "is no field of Secret. Did you mean labels?")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a, labels: {port: 80}}\n", 3, "metadata.labels.port", "is a whole number, but text is wanted.")]
    [InlineData("apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixAp\nmetadata: {name: a}\n", 2, "kind", "has no kind 'MendixAp'. Did you mean MendixApp?")]
    [InlineData("apiVersion: privatecloud.mendix.com/v1\nkind: MendixApp\nmetadata: {name: a}\n", 1, "apiVersion", "is not the version of MendixApp. Write privatecloud.mendix.com/v1alpha1.")]
    [InlineData("apiVersion: privatecloud.mendix.com/v1\nkind: Gadget\nmetadata: {name: a}\n", 1, "apiVersion", "Write privatecloud.mendix.com/v1alpha1.")]
    [InlineData("apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n", 1, "apiVersion", "'v1' is not the version of Deployment. Write apps/v1.")]
    [InlineData("apiVersion: v2\nkind: Widget\nmetadata: {name: a}\n", 1, "apiVersion", "'v2' is not known. Write v1, or group and version")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  replicas: many\n", 5, "spec.replicas", "is text, which does not fit this field of Deployment.")]
    [InlineData("- a\n- b\n", 1, "", "this is a list, but an object with apiVersion, kind and metadata is wanted.")]
    [InlineData("a: [1\n", 2, "", "This is not YAML:")]
    [InlineData("a: *nobody\n", 1, "", "the alias *nobody stands before its anchor is complete.")]
    [InlineData("a: &self [*self]\n", 1, "", "the alias *self stands before its anchor is complete.")]
    [InlineData("? {a: b}\n: c\n", 1, "", "the name of a field must be plain text.")]
    public void A_mistake_in_any_document_is_named(string yaml, int line, string field, string message) =>
        AssertError(yaml, line, field, message);

    [Theory]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  pin: 4711\n", "stringData.pin")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata:\n  pin: 4711 plain\n", "data.pin")]
    [InlineData(App + "  runtime:\n    mxAdminPassword: 4711\n", "spec.runtime.mxAdminPassword")]
    [InlineData(App + "  runtime:\n    environmentVariables: [{name: PIN, value: 4711}]\n", "spec.runtime.environmentVariables[0].value")]
    public void A_mistake_in_a_secret_is_named_without_the_secret(string yaml, string field)
    {
        var error = Assert.Single(Errors(yaml));

        Assert.Equal(field, error.Field);
        Assert.DoesNotContain("4711", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_all_documents_are_reported_in_one_pass()
    {
        var errors = Errors(App + "  replicas: two\n  sourceVersion: 1\n---\n" + Plan + "  colour: red\n---\napiVersion: v1\n");

        Assert.Equal(
            ["spec.replicas", "spec.sourceVersion", "spec.colour", "spec.storageType", "spec.provisioner", "kind", "metadata.name"],
            errors.Select(error => error.Field));
        Assert.Equal([6, 7, 14, 14, 14, 16, 16], errors.Select(error => error.Line));
    }

    [Fact]
    public async Task Files_are_named_and_one_that_cannot_be_read_is_an_error_too()
    {
        var folder = Directory.CreateTempSubdirectory();
        var bad = Path.Combine(folder.FullName, "bad.yaml");
        await File.WriteAllTextAsync(bad, App + "  replicas: two\n", TestContext.Current.CancellationToken);
        var missing = Path.Combine(folder.FullName, "missing.yaml");

        var thrown = await Assert.ThrowsAsync<ManifestException>(
            () => ManifestReader.ReadFilesAsync([missing, bad], TestContext.Current.CancellationToken));

        Assert.Equal([missing, bad], thrown.Errors.Select(error => error.File));
        Assert.Contains($"{bad}:6:13: spec.replicas: is the text 'two'", thrown.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void A_small_text_that_denotes_a_huge_one_is_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(
            Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("larger than any manifest", Assert.Single(Errors(bomb)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_by_aliases_is_refused_too()
    {
        var yaml = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"a{i}: &a{i} [[*a{i - 1}]]\n"));

        Assert.Contains("deeper than 60 levels", Assert.Single(Errors(yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_is_refused() =>
        Assert.Contains("deeper than 60 levels", Assert.Single(Errors("a: " + new string('[', 5000))).Message, StringComparison.Ordinal);

    private static void AssertError(string yaml, int line, string field, string message)
    {
        var error = Errors(yaml).FirstOrDefault(candidate => candidate.Field == field);

        Assert.True(error is not null, string.Join('\n', Errors(yaml)));
        Assert.Equal("app.yaml", error.File);
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<ManifestProblem> Errors(string yaml) =>
        Assert.Throws<ManifestException>(() => ManifestReader.Read(yaml, "app.yaml")).Errors;
}
