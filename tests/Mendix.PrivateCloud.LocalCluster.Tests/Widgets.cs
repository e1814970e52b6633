using System.Text.Json.Nodes;
using Mendix.PrivateCloud.LocalCluster.Schemas;

namespace Mendix.PrivateCloud.LocalCluster.Tests;

/// <summary>A custom resource that has one of everything.</summary>
internal static class Widgets
{
    public static JsonObject Definition() => Parsing.Obj("""
        {
          "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
          "metadata": {"name": "widgets.example.com"},
          "spec": {
            "group": "example.com", "scope": "Namespaced",
            "names": {"plural": "widgets", "kind": "Widget", "shortNames": ["wd"]},
            "versions": [{
              "name": "v1", "served": true, "storage": true,
              "subresources": {
                "status": {},
                "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas", "labelSelectorPath": ".status.selector"}
              },
              "additionalPrinterColumns": [
                {"name": "Phase", "type": "string", "jsonPath": ".status.phase"},
                {"name": "Ready", "type": "string", "jsonPath": ".status.conditions[?(@.type==\"Ready\")].status"},
                {"name": "Replicas", "type": "integer", "jsonPath": ".spec.replicas", "priority": 1},
                {"name": "Since", "type": "date", "jsonPath": ".metadata.creationTimestamp"}
              ],
              "schema": {"openAPIV3Schema": {
                "type": "object", "required": ["spec"],
                "properties": {
                  "spec": {
                    "type": "object", "required": ["size"], "description": "What is wanted.",
                    "properties": {
                      "size": {"type": "string", "enum": ["small", "large"]},
                      "replicas": {"type": "integer", "format": "int32", "minimum": 0, "maximum": 10, "default": 1},
                      "name": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
                      "port": {"x-kubernetes-int-or-string": true, "anyOf": [{"type": "integer"}, {"type": "string"}]},
                      "note": {"type": "string", "nullable": true},
                      "ports": {
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["port", "protocol"],
                        "items": {"type": "object", "required": ["port"], "properties": {
                          "port": {"type": "integer"}, "protocol": {"type": "string", "default": "TCP"}, "name": {"type": "string"}
                        }}
                      },
                      "tags": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                      "args": {"type": "array", "items": {"type": "string"}, "maxItems": 3},
                      "labels": {"type": "object", "additionalProperties": {"type": "string"}},
                      "selector": {"type": "object", "x-kubernetes-map-type": "atomic", "additionalProperties": {"type": "string"}},
                      "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true},
                      "limits": {"type": "object", "default": {}, "properties": {"cpu": {"type": "string", "default": "1"}}},
                      "embedded": {"type": "object", "x-kubernetes-embedded-resource": true, "properties": {"spec": {"type": "object", "x-kubernetes-preserve-unknown-fields": true}}}
                    }
                  },
                  "status": {
                    "type": "object",
                    "properties": {
                      "phase": {"type": "string"}, "replicas": {"type": "integer"}, "selector": {"type": "string"},
                      "conditions": {
                        "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"],
                        "items": {"type": "object", "required": ["type"], "properties": {
                          "type": {"type": "string"}, "status": {"type": "string"}
                        }}
                      }
                    }
                  }
                }
              }}
            }]
          }
        }
        """);

    public static ResourceType Type { get; } = Read();

    public static JsonObject Widget(string spec) =>
        Parsing.Obj($$"""{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"ns"},"spec":{{spec}}}""");

    private static ResourceType Read()
    {
        var definition = Definition();
        Parsing.BuiltIn("CustomResourceDefinition").Normalize(definition);
        return ResourceType.FromCustomResourceDefinition(definition).Single();
    }
}
