using System.Text.Json.Nodes;
using static Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn.Types;

namespace Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

/// <summary>CustomResourceDefinition: how further kinds are declared.</summary>
internal static class DefinitionTypes
{
    private const string Prefix = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";

    private static readonly Schema Names =
        new Definition(Prefix + "CustomResourceDefinitionNames", "What the kind is called.")
            .Required("plural", Text, "Name in the path, in the plural.")
            .Field("singular", Text, "Name for one object; the kind in lower case by default.")
            .Required("kind", Text, "Name of the kind, in CamelCase.")
            .Field("listKind", Text, "Name of the list kind; the kind with List by default.")
            .Field("shortNames", List(Text), "Short names for the command line.")
            .Field("categories", List(Text), "Groups of kinds that it belongs to, e.g. all.")
            .Defaults(CompleteNames);

    private static readonly Schema Column =
        new Definition(Prefix + "CustomResourceColumnDefinition", "A column of kubectl get.")
            .Required("name", Text, "Heading.")
            .Required("type", Text, "integer, number, string, boolean or date.")
            .Required("jsonPath", Text, "Where the value is.")
            .Field("description", Text, "What it means.")
            .Field("format", Text, "A refinement of the type.")
            .Field("priority", Integer32, "More than 0 for columns that only -o wide shows.");

    private static readonly Schema Subresources =
        new Definition(Prefix + "CustomResourceSubresources", "Which subresources the kind has.")
            .Field("status", FreeObject, "The status is written on its own.")
            .Field("scale", new Definition(Prefix + "CustomResourceSubresourceScale", "The kind can be scaled.")
                .Required("specReplicasPath", Text, "Where the wanted number is.")
                .Required("statusReplicasPath", Text, "Where the present number is.")
                .Field("labelSelectorPath", Text, "Where the selector of the pods is."), "The kind can be scaled.");

    private static readonly Schema Version =
        new Definition(Prefix + "CustomResourceDefinitionVersion", "One version of the kind.")
            .Required("name", Text, "Name, e.g. v1alpha1.")
            .Required("served", Flag, "It can be used.")
            .Required("storage", Flag, "Objects are stored in it; true for exactly one.")
            .Field("deprecated", Flag, "Use is warned of.")
            .Field("deprecationWarning", Text, "The words of the warning.")
            .Field("schema", new Definition(Prefix + "CustomResourceValidation", "What objects look like.")
                .Field("openAPIV3Schema", JsonSchemaProps(), "The schema."), "What objects look like.")
            .Field("subresources", Subresources, "Which subresources it has.")
            .Field("additionalPrinterColumns", List(Column), "Columns of kubectl get.")
            .Field("selectableFields", List(FreeObject), "Fields that can be selected by.");

    private static readonly Schema Spec =
        new Definition(Prefix + "CustomResourceDefinitionSpec", "What is declared.")
            .Required("group", Text, "API group of the kind.")
            .Required("names", Names, "What it is called.")
            .Required("scope", OneOf("Cluster", "Namespaced"), "Whether objects live in a namespace.")
            .Required("versions", List(Version), "Its versions.")
            .Field("conversion", new Definition(Prefix + "CustomResourceConversion", "How versions become each other.")
                .Required("strategy", Text.WithDefault("None"), "None or Webhook.")
                .Field("webhook", FreeObject, "Who converts.")
                .Schema.WithDefault(new JsonObject()), "How versions become each other.")
            .Field("preserveUnknownFields", Flag, "Must be false.");

    private static readonly Schema Status =
        new Definition(Prefix + "CustomResourceDefinitionStatus", "Whether the kind can be used.")
            .Field("acceptedNames", Names, "The names in force.")
            .Field("conditions",
                CommonTypes.Conditions(CommonTypes.Condition(Prefix + "CustomResourceDefinitionCondition")),
                "Single aspects of the state.")
            .Field("storedVersions", List(Text), "Versions in which objects may be stored.");

    private static readonly Schema CustomResourceDefinition =
        new Definition(Prefix + "CustomResourceDefinition", "Declares a further kind.")
            .ObjectFields()
            .Required("spec", Spec, "What is declared.")
            .Field("status", Status, "Whether it can be used.")
            .Rule(CustomResourceDefinitionRules.Check);

    public static readonly IReadOnlyList<ResourceType> All =
    [
        new()
        {
            Group = "apiextensions.k8s.io",
            Version = "v1",
            Kind = "CustomResourceDefinition",
            Plural = "customresourcedefinitions",
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            HasStatus = true,
            Schema = CustomResourceDefinition,
        },
    ];

    // Refers to itself, so the properties are filled in after the node exists.
    private static Schema JsonSchemaProps()
    {
        var properties = new Dictionary<string, Schema>(StringComparer.Ordinal);
        var self = new Schema
        {
            Type = SchemaType.Object,
            DefinitionName = Prefix + "JSONSchemaProps",
            DefinitionDescription = "The shape of a value, in JSON Schema.",
            Properties = properties,
        };
        foreach (var name in (string[])["description", "type", "format", "title", "pattern", "$ref", "$schema", "id",
            "x-kubernetes-list-type", "x-kubernetes-map-type"])
        {
            properties.Add(name, Text);
        }

        foreach (var name in (string[])["nullable", "exclusiveMaximum", "exclusiveMinimum", "uniqueItems",
            "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields"])
        {
            properties.Add(name, Flag);
        }

        foreach (var name in (string[])["maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties"])
        {
            properties.Add(name, Integer64);
        }

        foreach (var name in (string[])["maximum", "minimum", "multipleOf"])
        {
            properties.Add(name, Number);
        }

        foreach (var name in (string[])["properties", "patternProperties", "definitions"])
        {
            properties.Add(name, Map(self));
        }

        foreach (var name in (string[])["allOf", "anyOf", "oneOf"])
        {
            properties.Add(name, List(self));
        }

        foreach (var name in (string[])["additionalItems", "additionalProperties", "default", "example"])
        {
            properties.Add(name, Anything);
        }

        properties.Add("dependencies", Map(Anything));
        properties.Add("enum", List(Anything));
        properties.Add("externalDocs", FreeObject);
        properties.Add("items", self);
        properties.Add("not", self);
        properties.Add("required", List(Text));
        properties.Add("x-kubernetes-list-map-keys", List(Text));
        properties.Add("x-kubernetes-validations", MapList(FreeObject, "rule"));
        return self;
    }

    private static void CompleteNames(JsonObject names)
    {
        if (names.String("kind") is { Length: > 0 } kind)
        {
            names.TryAdd("singular", kind.ToLowerInvariant());
            names.TryAdd("listKind", kind + "List");
        }
    }
}
