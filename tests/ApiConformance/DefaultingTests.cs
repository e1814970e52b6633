using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>What becomes of the smallest object of each built-in kind, whole.</summary>
public abstract class DefaultingTests(IApiServerUnderTest server) : ApiServerTest(server)
{
    private const string Template = """{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{"name":"c","image":"i"}]}}""";

    private const string TemplateDefaulted =
        """
        {"metadata":{"labels":{"a":"1"}},"spec":{
          "containers":[{"name":"c","image":"i","imagePullPolicy":"Always","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],
          "restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"schedulerName":"default-scheduler"
        }}
        """;

    public static TheoryData<string, string, string> Kinds() => new()
    {
        { "/api/v1/namespaces/{0}/configmaps", """{"data":{},"binaryData":null}""", """{"apiVersion":"v1","kind":"ConfigMap"}""" },
        { "/api/v1/namespaces/{0}/secrets", """{"stringData":{"a":"x"}}""", """{"apiVersion":"v1","kind":"Secret","type":"Opaque","data":{"a":"eA=="}}""" },
        { "/api/v1/namespaces/{0}/serviceaccounts", "{}", """{"apiVersion":"v1","kind":"ServiceAccount"}""" },
        { "/apis/coordination.k8s.io/v1/namespaces/{0}/leases", "{}", """{"apiVersion":"coordination.k8s.io/v1","kind":"Lease","spec":{}}""" },
        {
            "/apis/apps/v1/namespaces/{0}/deployments",
            $$$"""{"spec":{"selector":{"matchLabels":{"a":"1"}},"template":{{{Template}}} } }""",
            $$$"""
            {"apiVersion":"apps/v1","kind":"Deployment","spec":{
              "replicas":1,"revisionHistoryLimit":10,"progressDeadlineSeconds":600,"selector":{"matchLabels":{"a":"1"}},
              "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},"template":{{{TemplateDefaulted}}}
            },"status":{}}
            """
        },
        {
            "/apis/apps/v1/namespaces/{0}/replicasets",
            $$$"""{"spec":{"replicas":0,"selector":{"matchLabels":{"a":"1"}},"template":{{{Template}}} } }""",
            $$$"""
            {"apiVersion":"apps/v1","kind":"ReplicaSet","spec":{"replicas":0,"selector":{"matchLabels":{"a":"1"}},"template":{{{TemplateDefaulted}}} },"status":{"replicas":0}}
            """
        },
        {
            "/api/v1/namespaces/{0}/services",
            """{"spec":{"clusterIP":"None","ports":[{"port":80}],"selector":{"a":"1"}}}""",
            """
            {"apiVersion":"v1","kind":"Service","spec":{
              "clusterIP":"None","clusterIPs":["None"],"type":"ClusterIP","sessionAffinity":"None","selector":{"a":"1"},
              "ports":[{"port":80,"protocol":"TCP","targetPort":80}],"internalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack"
            },"status":{"loadBalancer":{}}}
            """
        },
        {
            "/apis/networking.k8s.io/v1/namespaces/{0}/ingresses",
            """{"spec":{"rules":[{"host":"h","http":{"paths":[{"path":"/","pathType":"Prefix","backend":{"service":{"name":"s","port":{"number":80}}}}]}}]}}""",
            """
            {"apiVersion":"networking.k8s.io/v1","kind":"Ingress","spec":{"rules":[{"host":"h","http":{"paths":[
              {"path":"/","pathType":"Prefix","backend":{"service":{"name":"s","port":{"number":80}}}}
            ]}}]},"status":{"loadBalancer":{}}}
            """
        },
        {
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{0}/roles",
            """{"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}""",
            """{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]}"""
        },
        {
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{0}/rolebindings",
            """{"roleRef":{"kind":"Role","name":"r"},"subjects":[{"kind":"User","name":"u"},{"kind":"ServiceAccount","name":"s","namespace":"x"}]}""",
            """
            {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"r"},
             "subjects":[{"kind":"User","name":"u","apiGroup":"rbac.authorization.k8s.io"},{"kind":"ServiceAccount","name":"s","namespace":"x"}]}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Defaults_are_those_of_Kubernetes(string path, string body, string expected)
    {
        var sent = Json.Parse(body);
        sent["metadata"] = new JsonObject { ["name"] = "n" };
        var wanted = Json.Parse(expected);
        if (Server.Minor < 22 && (string?)wanted["kind"] == "Service")
        {
            foreach (var later in new[] { "internalTrafficPolicy", "ipFamilies", "ipFamilyPolicy" })
            {
                wanted["spec"]!.AsObject().Remove(later);
            }
        }

        var created = await CreateAsync(path.Replace("{0}", Space, StringComparison.Ordinal), sent);

        var actual = created.Body.DeepClone().AsObject();
        actual.Remove("metadata");
        if (actual["spec"]?["template"]?["metadata"] is JsonObject template)
        {
            // Go wrote a time that is not there as null, until it learned better.
            template.Remove("creationTimestamp");
        }

        Json.Equal(wanted, actual);
    }

    [Theory]
    [InlineData("nginx", "Always")]
    [InlineData("nginx:latest", "Always")]
    [InlineData("nginx:1.25", "IfNotPresent")]
    [InlineData("host:5000/nginx", "Always")]
    [InlineData("nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000", "IfNotPresent")]
    public async Task The_pull_policy_follows_the_tag(string image, string expected)
    {
        var created = await CreateDeploymentAsync($$"""{"name":"c","image":"{{image}}"}""");

        Assert.Equal(expected, (string?)Container(created)["imagePullPolicy"]);
    }

    [Fact]
    public async Task A_container_gets_the_defaults_of_its_parts()
    {
        var created = await CreateDeploymentAsync("""
            {
              "name": "c", "image": "i:1", "ports": [{"containerPort": 80}], "readinessProbe": {"httpGet": {"port": "http"}},
              "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}, {"name": "B", "value": ""}],
              "resources": {"limits": {"cpu": "1000m", "memory": "0.5Gi"}, "requests": {"cpu": "0.5"}}
            }
            """);

        var container = Container(created);
        Json.Equal("""[{"containerPort":80,"protocol":"TCP"}]""", container["ports"]);
        Json.Equal("""[{"name":"A","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}},{"name":"B"}]""", container["env"]);
        Json.Equal(
            """{"httpGet":{"port":"http","path":"/","scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3}""",
            container["readinessProbe"]);
        Json.Equal("""{"limits":{"cpu":"1","memory":"512Mi"},"requests":{"cpu":"500m"}}""", container["resources"]);
    }

    private Task<Answer> CreateDeploymentAsync(string container) => CreateAsync(
        $"/apis/apps/v1/namespaces/{Space}/deployments",
        Json.Parse($$$"""
            {"metadata":{"name":"d"},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"1"}},
             "template":{"metadata":{"labels":{"a":"1"}},"spec":{"containers":[{{{container}}}] } } } }
            """));

    private static JsonNode Container(Answer deployment) => deployment.Body["spec"]!["template"]!["spec"]!["containers"]![0]!;
}

public sealed class LocalDefaultingTests(LocalServer server) : DefaultingTests(server);

public sealed class RealDefaultingTests(RealServer server) : DefaultingTests(server);
