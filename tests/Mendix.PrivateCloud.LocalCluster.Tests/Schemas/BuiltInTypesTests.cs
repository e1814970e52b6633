using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;
using static Mendix.PrivateCloud.LocalCluster.Tests.Parsing;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Schemas;

public sealed class BuiltInTypesTests
{
    private const string Deployment = """
        {
          "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"},
          "spec": {
            "selector": {"matchLabels": {"app": "d"}},
            "template": {"metadata": {"labels": {"app": "d"}}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}
          }
        }
        """;

    [Fact]
    public void A_deployment_gets_the_defaults_of_kubernetes()
    {
        AssertJson("""
            {
              "apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "d"},
              "spec": {
                "replicas": 1, "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
                "strategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "25%", "maxSurge": "25%"}},
                "selector": {"matchLabels": {"app": "d"}},
                "template": {
                  "metadata": {"labels": {"app": "d"}},
                  "spec": {
                    "containers": [{
                      "name": "c", "image": "nginx", "imagePullPolicy": "Always", "resources": {},
                      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File"
                    }],
                    "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
                    "securityContext": {}, "schedulerName": "default-scheduler"
                  }
                }
              },
              "status": {}
            }
            """, Normalized("Deployment", Deployment));
    }

    [Fact]
    public void A_container_gets_the_defaults_of_its_parts()
    {
        var pod = Normalized("Pod", """
            {"metadata": {"name": "p"}, "spec": {
              "volumes": [{"name": "e"}, {"name": "s", "secret": {"secretName": "x"}}],
              "containers": [{
                "name": "c", "image": "registry:5000/app:1.0",
                "ports": [{"containerPort": 80}],
                "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}, {"name": "B", "value": ""}],
                "readinessProbe": {"httpGet": {"port": "http"}},
                "resources": {"limits": {"cpu": "1", "memory": "1Gi"}, "requests": {"cpu": "500m"}}
              }]
            }}
            """);
        var container = pod["spec"]!["containers"]![0]!;

        Assert.Equal("IfNotPresent", (string?)container["imagePullPolicy"]);
        Assert.Equal("TCP", (string?)container["ports"]![0]!["protocol"]);
        Assert.Equal("v1", (string?)container["env"]![0]!["valueFrom"]!["fieldRef"]!["apiVersion"]);
        AssertJson("""
            {"httpGet":{"port":"http","path":"/","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3}
            """, container["readinessProbe"]);
        AssertJson("""{"cpu":"500m","memory":"1Gi"}""", container["resources"]!["requests"]);
        AssertJson("""[{"name":"e","emptyDir":{}},{"name":"s","secret":{"secretName":"x","defaultMode":420}}]""", pod["spec"]!["volumes"]);
        Assert.True((bool?)pod["spec"]!["enableServiceLinks"]);
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.25", "IfNotPresent")]
    [InlineData("host:5000/nginx", "Always")]
    [InlineData("nginx@sha256:0000", "IfNotPresent")]
    public void The_pull_policy_follows_the_tag(string image, string expected)
    {
        var pod = Normalized("Pod", $$"""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"{{image}}"}] } }""");
        Assert.Equal(expected, (string?)pod["spec"]!["containers"]![0]!["imagePullPolicy"]);
    }

    [Fact]
    public void A_service_gets_the_defaults_of_its_type()
    {
        AssertJson("""
            {"type":"LoadBalancer","sessionAffinity":"None","internalTrafficPolicy":"Cluster","externalTrafficPolicy":"Cluster",
             "allocateLoadBalancerNodePorts":true,"ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack",
             "ports":[{"port":80,"protocol":"TCP","targetPort":80}]}
            """, Normalized("Service", """{"metadata":{"name":"s"},"spec":{"type":"LoadBalancer","ports":[{"port":80}]}}""")["spec"]);
        AssertJson("""{"type":"ExternalName","externalName":"x","sessionAffinity":"None"}""",
            Normalized("Service", """{"metadata":{"name":"s"},"spec":{"type":"ExternalName","externalName":"x"}}""")["spec"]);
    }

    [Fact]
    public void Empty_lists_maps_and_nulls_vanish_but_empty_structs_stay()
    {
        AssertJson("""{"metadata":{"name":"c"},"apiVersion":"v1","kind":"ConfigMap"}""",
            Normalized("ConfigMap", """{"metadata":{"name":"c","labels":{},"annotations":null,"finalizers":[]},"data":{},"apiVersion":"v1","kind":"ConfigMap"}"""));
        AssertJson("""[{"name":"v","emptyDir":{}}]""",
            Normalized("Pod", """{"metadata":{"name":"p"},"spec":{"volumes":[{"name":"v","emptyDir":{}}],"containers":[]}}""")["spec"]!["volumes"]);
    }

    [Fact]
    public void Normalizing_twice_changes_nothing()
    {
        var type = BuiltIn("Deployment");
        var once = Normalized("Deployment", Deployment);
        var twice = (JsonObject)once.DeepClone();
        type.Normalize(twice);

        Assert.Equal(once.ToJsonString(), twice.ToJsonString());
        Assert.Empty(type.Validate(once, null));
    }

    [Theory]
    [InlineData("Deployment", """{"metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"1"}},"template":{"metadata":{"labels":{"a":"2"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""",
        "spec.template.metadata.labels: Invalid value: {\"a\":\"2\"}: `selector` does not match template `labels`")]
    [InlineData("Deployment", """{"metadata":{"name":"d"},"spec":{"replicas":-1,"selector":{"matchLabels":{"a":"1"}},"template":{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"name":"c","image":"i"}]}}}}""",
        "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("Deployment", """{"metadata":{"name":"d"},"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i"}]}}}}""", "spec.selector: Required value")]
    [InlineData("Pod", """{"metadata":{"name":"p"},"spec":{"containers":[]}}""", "spec.containers: Required value")]
    [InlineData("Pod", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c"}]}}""", "spec.containers[0].image: Required value")]
    [InlineData("Pod", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"},{"name":"c","image":"i"}]}}""",
        "spec.containers[1]: Duplicate value: {\"name\":\"c\"}")]
    [InlineData("Pod", """{"metadata":{"name":"p"},"spec":{"restartPolicy":"Sometimes","containers":[{"name":"c","image":"i"}]}}""",
        "spec.restartPolicy: Unsupported value: \"Sometimes\": supported values: \"Always\", \"OnFailure\", \"Never\"")]
    [InlineData("Service", """{"metadata":{"name":"1s"},"spec":{"clusterIP":"None"}}""",
        "metadata.name: Invalid value: \"1s\": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')")]
    [InlineData("Service", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":70000}]}}""",
        "spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, inclusive", "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("Service", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80},{"port":99999}]}}""",
        "spec.ports[0].name: Required value", "spec.ports[1].name: Required value",
        "spec.ports[1].port: Invalid value: 99999: must be between 1 and 65535, inclusive", "spec.ports[1].targetPort: Invalid value: 99999: must be between 1 and 65535, inclusive")]
    [InlineData("Service", """{"metadata":{"name":"s"},"spec":{"ports":[{"name":"a","port":80},{"name":"a","port":81}]}}""",
        "spec.ports[1].name: Duplicate value: \"a\"")]
    [InlineData("ConfigMap", """{"metadata":{"name":"c","finalizers":["example.com/ok","hold","bad finalizer"]}}""",
        "metadata.finalizers: Invalid value: \"bad finalizer\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
        "metadata.finalizers[1]: Invalid value: \"hold\": name is neither a standard finalizer name nor is it fully qualified",
        "metadata.finalizers[2]: Invalid value: \"bad finalizer\": name is neither a standard finalizer name nor is it fully qualified")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"http":{"paths":[{"path":"/","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]}}""",
        "spec.rules[0].http.paths[0].pathType: Required value")]
    [InlineData("Service", """{"metadata":{"name":"s"},"spec":{"ports":[{"port":80,"targetPort":70000}]}}""",
        "spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"host":"MAX.example.com"}]}}""",
        "spec.rules[0].host: Invalid value: \"MAX.example.com\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"host":"1.2.3.4"}],"tls":[{"hosts":["*.example.com","1"]}]}}""",
        "spec.rules[0].host: Invalid value: \"1.2.3.4\": must be a DNS name, not an IP address")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"host":"a"}],"tls":[{"hosts":["x*"]}]}}""",
        "spec.tls[0].hosts[0]: Invalid value: \"x*\": a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. '*.example.com', regex used for validation is '\\*\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"http":{"paths":[{"path":"/a//b","pathType":"Exact","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]}}""",
        "spec.rules[0].http.paths[0].path: Invalid value: \"/a//b\": must not contain '//'")]
    [InlineData("Ingress", """{"metadata":{"name":"i"},"spec":{"rules":[{"http":{"paths":[{"path":"x","pathType":"ImplementationSpecific","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]}}""",
        "spec.rules[0].http.paths[0].path: Invalid value: \"x\": must be an absolute path")]
    [InlineData("Secret", """{"metadata":{"name":"s"},"data":{"a b":"eA=="}}""",
        "data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')")]
    [InlineData("Lease", """{"metadata":{"name":"l"},"spec":{"leaseDurationSeconds":0}}""",
        "spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0")]
    [InlineData("ConfigMap", """{"metadata":{"name":"c","labels":{"a":"b c"}}}""",
        "metadata.labels: Invalid value: \"b c\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")]
    public void Violations_read_as_kubernetes_words_them(string kind, string json, params string[] expected)
    {
        var type = BuiltIn(kind);
        var value = Obj(json);
        type.Schema.ApplyDefaults(value);

        Assert.Equal(expected, type.Validate(value, null).Select(error => error.Message));
    }

    [Theory]
    [InlineData("Deployment", Deployment, "/spec/selector/matchLabels/app", "spec.selector")]
    [InlineData("Secret", """{"metadata":{"name":"s"},"type":"Opaque"}""", "/type", "type")]
    [InlineData("Secret", """{"metadata":{"name":"s"},"immutable":true,"data":{"a":"eA=="}}""", "/data/a", "data")]
    [InlineData("RoleBinding", """{"metadata":{"name":"s"},"roleRef":{"kind":"Role","name":"r"}}""", "/roleRef/name", "roleRef")]
    [InlineData("Pod", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}],"hostname":"h"}}""", "/spec/hostname", "spec")]
    public void What_cannot_change_does_not(string kind, string json, string path, string field)
    {
        var old = Normalized(kind, json);
        var changed = (JsonObject)old.DeepClone();
        var steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        steps[..^1].Aggregate((JsonNode)changed, (node, step) => node[step]!)[steps[^1]] = kind == "Secret" ? "eQ==" : "other";

        Assert.Contains(field, BuiltIn(kind).Validate(changed, old).Select(error => error.Field));
        Assert.Empty(BuiltIn(kind).Validate(old, old));
    }

    [Fact]
    public void Every_kind_is_complete()
    {
        Assert.Equal(
            ["ClusterRole", "ClusterRoleBinding", "ConfigMap", "ControllerRevision", "CustomResourceDefinition", "Deployment", "EndpointSlice", "Endpoints", "Event", "Event", "Ingress", "Lease",
             "LimitRange", "Namespace", "Pod", "PodDisruptionBudget", "ReplicaSet", "ResourceQuota", "Role", "RoleBinding", "Secret", "Service", "ServiceAccount"],
            BuiltInTypes.All.Select(type => type.Kind).Order(StringComparer.Ordinal));
        Assert.All(BuiltInTypes.All, type =>
        {
            Assert.NotNull(type.Schema.DefinitionName);
            Assert.Contains("metadata", type.Schema.Properties.Keys);
            AssertDescribed(type.Schema, type.Kind, []);
        });
    }

    // Keys of a list map must be fields of its elements; a merge key must be one of them. Everything has a meaning.
    private static void AssertDescribed(Schema schema, string path, HashSet<string> seen)
    {
        if (schema.DefinitionName is { } name && !seen.Add(name))
        {
            return;
        }

        if (schema is { ListType: ListType.Map, Items: { PreserveUnknownFields: false } items })
        {
            Assert.All(schema.ListMapKeys, key => Assert.Contains(key, items.Properties.Keys));
            Assert.Contains(schema.PatchMergeKey!, schema.ListMapKeys);
        }

        Assert.All(schema.Required, field => Assert.Contains(field, schema.Properties.Keys));
        foreach (var (field, child) in schema.Properties)
        {
            Assert.False(string.IsNullOrEmpty(child.Description), $"{path}.{field} has no description");
            AssertDescribed(child, $"{path}.{field}", seen);
        }

        foreach (var child in new[] { schema.Items, schema.AdditionalProperties }.OfType<Schema>())
        {
            AssertDescribed(child, path + "[]", seen);
        }
    }

    private static JsonObject Normalized(string kind, string json)
    {
        var value = Obj(json);
        BuiltIn(kind).Normalize(value);
        return value;
    }
}
