using System.Text.Json.Nodes;
using Mendix.PrivateCloud.ApiConformance.Servers;

namespace Mendix.PrivateCloud.ApiConformance;

/// <summary>A custom resource that has one of everything.</summary>
internal static class Widgets
{
    public const string Group = "conformance.example.com";

    public const string Name = $"widgets.{Group}";

    public static JsonObject Widget(string name, string spec = """{"size":3}""") =>
        Json.Parse($$"""{"apiVersion":"{{Group}}/v1","kind":"Widget","metadata":{"name":"{{name}}"},"spec":{{spec}}}""");

    /// <param name="group">Another group, for a definition that one test has for itself. Only the usual one has the short name.</param>
    public static JsonObject Definition(string group = Group) => Json.Parse($$$"""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": {"name": "widgets.{{{group}}}"},
          "spec": {
            "group": "{{{group}}}", "scope": "Namespaced",
            "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "shortNames": [{{{(group == Group ? "\"wd\"" : "")}}}], "categories": ["all"]},
            "versions": [{
              "name": "v1", "served": true, "storage": true,
              "subresources": {
                "status": {},
                "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas", "labelSelectorPath": ".status.selector"}
              },
              "additionalPrinterColumns": [
                {"name": "Size", "type": "integer", "jsonPath": ".spec.size", "description": "How large."},
                {"name": "Phase", "type": "string", "jsonPath": ".status.phase"},
                {"name": "Color", "type": "string", "jsonPath": ".spec.color", "priority": 1},
                {"name": "Ready", "type": "string", "jsonPath": ".status.conditions[?(@.type==\"Ready\")].status"}
              ],
              "schema": {"openAPIV3Schema": {
                "type": "object", "required": ["spec"], "description": "Something to try things with.",
                "properties": {
                  "spec": {
                    "type": "object", "required": ["size"], "description": "What is wanted.",
                    "properties": {
                      "size": {"type": "integer", "minimum": 1, "maximum": 10, "description": "How large it is."},
                      "color": {"type": "string", "enum": ["red", "green"], "default": "red"},
                      "replicas": {"type": "integer", "format": "int32", "minimum": 0},
                      "name": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
                      "note": {"type": "string", "nullable": true},
                      "parts": {
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                        "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}, "weight": {"type": "integer"} } }
                      },
                      "ports": {
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["port", "protocol"],
                        "items": {"type": "object", "required": ["port"], "properties": {
                          "port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}, "name": {"type": "string"}
                        }}
                      },
                      "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                      "args": {"type": "array", "maxItems": 3, "items": {"type": "string"}},
                      "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                      "selector": {"type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": {"type": "string"}},
                      "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "limits": {"type": "object", "default": {}, "properties": {"cpu": {"type": "string", "default": "1"} } }
                    }
                  },
                  "status": {
                    "type": "object",
                    "properties": {
                      "phase": {"type": "string"}, "replicas": {"type": "integer"}, "selector": {"type": "string"},
                      "conditions": {
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"],
                        "items": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}, "status": {"type": "string"} } }
                      }
                    }
                  }
                }
              }}
            }]
          }
        }
        """);
}
