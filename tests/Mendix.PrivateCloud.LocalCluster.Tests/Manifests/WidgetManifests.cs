using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Tests.Manifests;

/// <summary>A custom resource with everything that ours have: a schema, defaults, status, scale and columns.</summary>
internal static class WidgetManifests
{
    public const string Path = "/apis/example.com/v1/namespaces/default/widgets";

    public const string Definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {plural: widgets, singular: widget, kind: Widget, shortNames: [wd], categories: [all]}
          versions:
          - name: v1
            served: true
            storage: true
            subresources:
              status: {}
              scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas, labelSelectorPath: .status.selector}
            additionalPrinterColumns:
            - {name: Size, type: integer, jsonPath: .spec.size}
            - {name: Phase, type: string, jsonPath: .status.phase}
            - {name: Color, type: string, jsonPath: .spec.color, priority: 1}
            schema:
              openAPIV3Schema:
                type: object
                description: Something to try things with.
                properties:
                  spec:
                    type: object
                    required: [size]
                    properties:
                      size: {type: integer, minimum: 1, maximum: 10, description: How large it is.}
                      color: {type: string, enum: [red, green], default: red}
                      replicas: {type: integer, minimum: 0}
                      free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      parts:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items:
                          type: object
                          required: [name]
                          properties: {name: {type: string}, weight: {type: integer}}
                  status:
                    type: object
                    properties:
                      phase: {type: string}
                      replicas: {type: integer}
                      selector: {type: string}
                      observedGeneration: {type: integer}
                      conditions:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [type]
                        items:
                          type: object
                          required: [type, status]
                          properties:
                            type: {type: string}
                            status: {type: string}
                            reason: {type: string}
                            message: {type: string}
                            lastTransitionTime: {type: string, format: date-time}
        """;

    public static string Yaml(string name, int size = 3) =>
        $$"""
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: {{name}}}
        spec: {size: {{size}}}
        """;

    public static JsonObject Json(string name, int size = 3) => new()
    {
        ["apiVersion"] = "example.com/v1",
        ["kind"] = "Widget",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["size"] = size },
    };
}
