using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Tables.TableColumn;

namespace Mendix.PrivateCloud.LocalCluster.Tables;

/// <summary>The columns of services and ingresses.</summary>
internal static class NetworkColumns
{
    private const string None = "<none>";
    private const int ShownHosts = 3;

    public static readonly TableColumn[] Service =
    [
        ObjectName,
        Text("Type", value => Json.AsString(value.At("spec", "type"))),
        Text("Cluster-IP", value => Json.AsString(value.At("spec", "clusterIP")) ?? None),
        Text("External-IP", ExternalAddress),
        Text("Port(s)", value => BuiltInColumns.OrNone(value.Object("spec").Objects("ports").Select(Port))),
        Age,
        Text("Selector", value => BuiltInColumns.Labels(value.At("spec", "selector"))).Wide(),
    ];

    public static readonly TableColumn[] Ingress =
    [
        ObjectName,
        Text("Class", value => Json.AsString(value.At("spec", "ingressClassName")) ?? None),
        Text("Hosts", Hosts),
        Text("Address", value => string.Join(',', Addresses(value))),
        Text("Ports", value => value.Object("spec").Array("tls") is { Count: > 0 } ? "80, 443" : "80"),
        Age,
    ];

    private static string ExternalAddress(JsonObject service)
    {
        var spec = service.Object("spec");
        var external = spec.Array("externalIPs")?.Select(Json.AsString) ?? [];
        return spec.String("type") switch
        {
            "ExternalName" => spec.String("externalName") ?? "",
            "LoadBalancer" => BuiltInColumns.OrNone(Addresses(service).Concat(external)) is var all && all != None ? all : "<pending>",
            _ => BuiltInColumns.OrNone(external),
        };
    }

    private static IEnumerable<string?> Addresses(JsonObject value) =>
        value.At("status", "loadBalancer").Objects("ingress").Select(point => point.String("ip") ?? point.String("hostname"));

    private static string Port(JsonObject port) => port.Integer("nodePort") is > 0 and var nodePort
        ? $"{port.Integer("port")}:{nodePort}/{port.String("protocol")}"
        : $"{port.Integer("port")}/{port.String("protocol")}";

    private static string Hosts(JsonObject ingress)
    {
        var hosts = ingress.Object("spec").Objects("rules").Select(rule => rule.String("host")).Where(host => !string.IsNullOrEmpty(host)).ToList();
        var shown = string.Join(',', hosts.Take(ShownHosts));
        return hosts.Count switch
        {
            0 => "*",
            > ShownHosts => $"{shown} + {hosts.Count - ShownHosts} more...",
            _ => shown,
        };
    }
}
