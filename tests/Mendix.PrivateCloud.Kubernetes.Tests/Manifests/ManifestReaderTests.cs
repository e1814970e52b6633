using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Manifests;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tests.Manifests;

public sealed class ManifestReaderTests
{
    private const string Everything = """
        # An environment with all it needs.
        apiVersion: v1
        kind: Namespace
        metadata: { name: apps }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: pg-admin, namespace: apps }
        stringData: { password: "0815" }
        ---
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: StoragePlan
        metadata: { name: pg, namespace: apps }
        spec:
          storageType: database
          provisioner:
            type: postgres
            parameters: { host: db.example.com, port: 5432, strictTls: true, options: [a, 1.5] }
            credentialsSecretName: pg-admin
        ---
        apiVersion: privatecloud.mendix.com/v1alpha1
        kind: MendixApp
        metadata: { name: crm, namespace: apps }
        spec:
          database: { servicePlan: pg }
          sourceURL: oci-image://example.com/crm:1
          replicas: 2
          resources: { limits: { cpu: 2, memory: 2Gi } }
          deploymentStrategy: { switchoverThreshold: 50%, rollingUpdate: { maxSurge: 0 } }
          runtime:
            scheduledEventExecution: NONE
            microflowConstants: { Crm.Active: on, Crm.Reply: yes, Crm.Version: "1.10" }
            customConfiguration: |-
              { "SessionTimeout": 900000 }
        ---
        apiVersion: example.com/v1
        kind: Build
        metadata: { name: not-ours }
        spec: { anything: [1, { goes: ~ }] }
        """;

    [Fact]
    public void Documents_come_back_in_order_with_their_places()
    {
        var manifests = ManifestReader.Read(Everything, "all.yaml").Manifests;

        Assert.Equal(
            ["Namespace apps", "Secret apps/pg-admin", "StoragePlan apps/pg", "MendixApp apps/crm", "Build not-ours"],
            manifests.Select(manifest => manifest.ToString()));
        Assert.Equal([2, 6, 11, 21, 36], manifests.Select(manifest => manifest.Line));
        Assert.Equal(MendixApp.Definition, manifests[3].Definition);
        Assert.Null(manifests[4].Definition);
        Assert.Null(manifests[4].As<Build>());
        Assert.Equal("""{"anything":[1,{"goes":null}]}""", manifests[4].Json.GetProperty("spec").GetRawText());
    }

    [Fact]
    public void A_document_becomes_an_object_of_its_type()
    {
        var app = ManifestReader.Read(Everything).Manifests[3].As<MendixApp>()!.Spec!;

        Assert.Equal("pg", app.Database!.ServicePlan);
        Assert.Equal("oci-image://example.com/crm:1", app.SourceUrl);
        Assert.Equal(2, app.Replicas);
        Assert.Equal(new Quantity("2"), app.Resources!.Limits!["cpu"]);
        Assert.Equal("50%", app.DeploymentStrategy!.SwitchoverThreshold!.Value.Text);
        Assert.Equal(0, app.DeploymentStrategy.RollingUpdate!.MaxSurge!.Value.Number);
        Assert.Equal(["on", "yes", "1.10"], app.Runtime!.MicroflowConstants!.Values);
        Assert.Equal("""{ "SessionTimeout": 900000 }""", app.Runtime.CustomConfiguration);
    }

    [Fact]
    public void Parameters_keep_their_types()
    {
        var plan = ManifestReader.Read(Everything).Manifests[2].As<StoragePlan>()!;

        Assert.Equal(
            """{"host":"db.example.com","port":5432,"strictTls":true,"options":["a",1.5]}""",
            plan.Spec!.Provisioner!.Parameters!.Value.GetRawText());
    }

    [Fact]
    public void A_field_of_MendixApp_that_nobody_knows_is_kept_and_pointed_out()
    {
        var read = ManifestReader.Read(
            "apiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\nmetadata: {name: crm}\nspec:\n  replcas: 3\n", "app.yaml");

        Assert.Equal(
            "app.yaml:5:3: spec.replcas: is no field of MendixApp that this version knows; it is kept. Did you mean replicas?",
            Assert.Single(read.Warnings).ToString());
        Assert.Equal(3, read.Manifests[0].As<MendixApp>()!.Spec!.UnknownFields!["replcas"].GetInt32());
    }

    [Fact]
    public void Empty_documents_and_empty_fields_are_as_good_as_absent()
    {
        var read = ManifestReader.Read(
            "---\n# nothing\n---\napiVersion: privatecloud.mendix.com/v1alpha1\nkind: MendixApp\nmetadata: {name: crm}\nspec:\n  tls:\n  replicas: ~\n---\n");

        Assert.Null(Assert.Single(read.Manifests).As<MendixApp>()!.Spec!.Tls);
    }

    [Fact]
    public void A_List_is_taken_apart() => Assert.Equal(
        ["a", "b"],
        ManifestReader.Read("""{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}},{"apiVersion":"v1","kind":"Secret","metadata":{"name":"b"}}]}""")
            .Manifests.Select(manifest => manifest.Name));

    [Fact]
    public void Anchors_and_merges_are_followed()
    {
        var manifest = ManifestReader.Read(
            "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels: &labels {team: x, tier: y}\n  annotations: {<<: *labels, tier: z}\n").Manifests[0];

        Assert.Equal("""{"tier":"z","team":"x"}""", manifest.Json.GetProperty("metadata").GetProperty("annotations").GetRawText());
    }

    [Theory]
    [InlineData("yes", "\"yes\"")]
    [InlineData("on", "\"on\"")]
    [InlineData("\"true\"", "\"true\"")]
    [InlineData("'5'", "\"5\"")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("12:30", "\"12:30\"")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("2026-02-03", "\"2026-02-03\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("True", "true")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("0x1F", "31")]
    [InlineData("0xFF", "255")]
    [InlineData("0o17", "15")]
    [InlineData("+12", "12")]
    [InlineData("-3", "-3")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData(".5", "0.5")]
    [InlineData("-0.0", "-0")]
    [InlineData("5.", "5")]
    public void Plain_values_mean_what_YAML_1_2_says(string yaml, string json)
    {
        var manifest = ManifestReader.Read($"apiVersion: example.com/v1\nkind: X\nmetadata: {{name: x}}\nvalue: {yaml}\n").Manifests[0];

        Assert.Equal(json, manifest.Json.GetProperty("value").GetRawText());
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read()
    {
        var value = new string('[', 59) + "x" + new string(']', 59);

        Assert.Equal(60, ManifestReader.Read($"apiVersion: example.com/v1\nkind: X\nmetadata: {{name: x}}\nvalue: {value}\n")
            .Manifests[0].Json.GetProperty("value").GetRawText().Count(c => c == '[') + 1);
    }

    [Fact]
    public void Whatever_goes_in_only_a_manifest_exception_comes_out()
    {
        var random = new Random(20260204);
        const string Signs = "\n\n  :-#\"'{}[]&*!|>?~0x1eE\\\t%@,.é";
        var refused = 0;
        for (var round = 0; round < 1000; round++)
        {
            var text = new System.Text.StringBuilder(Everything);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var position = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(position, Math.Min(random.Next(1, 20), text.Length - position)),
                    1 => text.Insert(position, Signs[random.Next(Signs.Length)]),
                    _ => text.Insert(position, Everything.AsSpan(random.Next(Everything.Length - 30), random.Next(30))),
                };
            }

            try
            {
                ManifestReader.Read(text.ToString());
            }
            catch (ManifestException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 998);
    }

    [Fact]
    public void The_definitions_themselves_can_be_read()
    {
        var manifests = CustomResourceDefinitions.Files.SelectMany(file => ManifestReader.Read(file.Value, file.Key).Manifests).ToArray();

        Assert.Equal(7, manifests.Length);
        Assert.All(manifests, manifest => Assert.NotNull(manifest.As<CustomResourceDefinition>()));
    }

    [Fact]
    public void A_type_that_is_changed_does_not_change_the_manifest()
    {
        var manifest = ManifestReader.Read(Everything).Manifests[3];

        manifest.As<MendixApp>()!.Spec!.Replicas = 9;

        Assert.Equal(2, manifest.As<MendixApp>()!.Spec!.Replicas);
        Assert.Equal(JsonValueKind.Object, manifest.Json.ValueKind);
    }
}
