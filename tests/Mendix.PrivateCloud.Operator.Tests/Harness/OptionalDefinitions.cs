using System.Text.Json;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Operator.Tests.Harness;

/// <summary>
/// Kinds that not every cluster has, as definitions with the fields that the operator uses, their rules and their defaults: what the
/// server adds must not look like a change.
/// </summary>
internal static class OptionalDefinitions
{
    public static CustomResourceDefinition Route => Read(
        """
        {
          "metadata": { "name": "routes.route.openshift.io" },
          "spec": {
            "group": "route.openshift.io", "scope": "Namespaced",
            "names": { "kind": "Route", "listKind": "RouteList", "plural": "routes", "singular": "route" },
            "versions": [ {
              "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
              "schema": { "openAPIV3Schema": { "type": "object", "required": ["spec"], "properties": {
                "spec": { "type": "object", "required": ["to"], "properties": {
                  "host": { "type": "string", "pattern": "^([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9\\-]+$" },
                  "path": { "type": "string", "pattern": "^/" },
                  "wildcardPolicy": { "type": "string", "enum": ["None", "Subdomain"], "default": "None" },
                  "to": { "type": "object", "required": ["name"], "properties": {
                    "kind": { "type": "string", "enum": ["Service", ""], "default": "Service" },
                    "name": { "type": "string" },
                    "weight": { "type": "integer", "default": 100, "minimum": 0, "maximum": 256 } } },
                  "port": { "type": "object", "required": ["targetPort"], "properties": { "targetPort": { "x-kubernetes-int-or-string": true } } },
                  "tls": { "type": "object", "required": ["termination"], "properties": {
                    "termination": { "type": "string", "enum": ["edge", "reencrypt", "passthrough"] },
                    "insecureEdgeTerminationPolicy": { "type": "string", "enum": ["Allow", "None", "Redirect", ""] },
                    "certificate": { "type": "string" }, "key": { "type": "string" }, "caCertificate": { "type": "string" } } } } },
                "status": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } } } } } ]
          }
        }
        """);

    public static CustomResourceDefinition HttpRoute => Read(
        """
        {
          "metadata": { "name": "httproutes.gateway.networking.k8s.io", "annotations": { "api-approved.kubernetes.io": "https://github.com/kubernetes-sigs/gateway-api" } },
          "spec": {
            "group": "gateway.networking.k8s.io", "scope": "Namespaced",
            "names": { "kind": "HTTPRoute", "listKind": "HTTPRouteList", "plural": "httproutes", "singular": "httproute" },
            "versions": [ {
              "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
              "schema": { "openAPIV3Schema": { "type": "object", "required": ["spec"], "properties": {
                "spec": { "type": "object", "properties": {
                  "hostnames": { "type": "array", "items": { "type": "string", "pattern": "^(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$" } },
                  "parentRefs": { "type": "array", "items": { "type": "object", "required": ["name"], "properties": {
                    "group": { "type": "string", "default": "gateway.networking.k8s.io" },
                    "kind": { "type": "string", "default": "Gateway" },
                    "name": { "type": "string" }, "namespace": { "type": "string" } } } },
                  "rules": { "type": "array", "items": { "type": "object", "properties": {
                    "matches": { "type": "array", "items": { "type": "object", "properties": {
                      "path": { "type": "object", "properties": {
                        "type": { "type": "string", "enum": ["Exact", "PathPrefix", "RegularExpression"], "default": "PathPrefix" },
                        "value": { "type": "string", "default": "/" } } } } } },
                    "filters": { "type": "array", "items": { "type": "object", "required": ["type"], "properties": {
                      "type": { "type": "string", "enum": ["RequestHeaderModifier", "ResponseHeaderModifier"] },
                      "requestHeaderModifier": HEADERS, "responseHeaderModifier": HEADERS } } },
                    "backendRefs": { "type": "array", "items": { "type": "object", "required": ["name"], "properties": {
                      "group": { "type": "string", "default": "" }, "kind": { "type": "string", "default": "Service" },
                      "name": { "type": "string" }, "port": { "type": "integer", "minimum": 1, "maximum": 65535 },
                      "weight": { "type": "integer", "default": 1 } } } } } } } } },
                "status": { "type": "object", "x-kubernetes-preserve-unknown-fields": true } } } } } ]
          }
        }
        """.Replace("HEADERS", Headers, StringComparison.Ordinal));

    private const string Headers =
        """
        { "type": "object", "properties": {
          "add": { "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"], "items": ONE-HEADER },
          "set": { "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"], "items": ONE-HEADER },
          "remove": { "type": "array", "x-kubernetes-list-type": "set", "items": { "type": "string" } } } }
        """;

    private const string Header =
        """
        { "type": "object", "required": ["name", "value"], "properties": { "name": { "type": "string" }, "value": { "type": "string" } } }
        """;

    private static CustomResourceDefinition Read(string json) =>
        JsonSerializer.Deserialize(json.Replace("ONE-HEADER", Header, StringComparison.Ordinal), CustomResourceDefinition.TypeInfo)!;
}
