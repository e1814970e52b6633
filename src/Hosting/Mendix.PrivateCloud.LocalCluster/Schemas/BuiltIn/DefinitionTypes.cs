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
        foreach (var (name, schema, meaning) in ((string, Schema, string)[])
        [
            ("$ref", Text, "Not allowed: schemas are written in place."),
            ("$schema", Text, "The dialect; not used."),
            ("id", Text, "Not allowed."),
            ("title", Text, "A heading."),
            ("description", Text, "What the value means."),
            ("type", Text, "object, array, string, integer, number or boolean."),
            ("format", Text, "A refinement of the type, e.g. int32 or date-time."),
            ("nullable", Flag, "The value may be null."),
            ("default", Anything, "Filled in where the value is missing."),
            ("example", Anything, "How a value looks."),
            ("enum", List(Anything), "The only values that are allowed."),
            ("pattern", Text, "Regular expression that a string matches."),
            ("minLength", Integer64, "Shortest string."),
            ("maxLength", Integer64, "Longest string."),
            ("minimum", Number, "Smallest number."),
            ("maximum", Number, "Largest number."),
            ("exclusiveMinimum", Flag, "The smallest number itself is not allowed."),
            ("exclusiveMaximum", Flag, "The largest number itself is not allowed."),
            ("multipleOf", Number, "The number is a multiple of this."),
            ("items", self, "Each element of a list."),
            ("additionalItems", Anything, "Not allowed."),
            ("minItems", Integer64, "Fewest elements."),
            ("maxItems", Integer64, "Most elements."),
            ("uniqueItems", Flag, "Not allowed; a list of type set has unique elements."),
            ("properties", Map(self), "The fields of an object."),
            ("additionalProperties", Anything, "The values of a map, or true for any."),
            ("patternProperties", Map(self), "Not allowed."),
            ("required", List(Text), "Fields that must be there."),
            ("minProperties", Integer64, "Fewest fields."),
            ("maxProperties", Integer64, "Most fields."),
            ("allOf", List(self), "All of these hold."),
            ("anyOf", List(self), "At least one of these holds."),
            ("oneOf", List(self), "Exactly one of these holds."),
            ("not", self, "This does not hold."),
            ("definitions", Map(self), "Not allowed."),
            ("dependencies", Map(Anything), "Not allowed."),
            ("externalDocs", FreeObject, "Where to read more."),
            ("x-kubernetes-preserve-unknown-fields", Flag, "Fields without a schema are kept."),
            ("x-kubernetes-embedded-resource", Flag, "A whole Kubernetes object."),
            ("x-kubernetes-int-or-string", Flag, "An integer or a string."),
            ("x-kubernetes-list-type", Text, "atomic, set or map: who owns what in a list."),
            ("x-kubernetes-list-map-keys", List(Text), "Fields that tell the elements of a list map apart."),
            ("x-kubernetes-map-type", Text, "atomic or granular: who owns what in an object."),
            ("x-kubernetes-validations", MapList(FreeObject, "rule"), "Rules in CEL; kept, not evaluated."),
        ])
        {
            properties.Add(name, schema with { Description = meaning });
        }

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
