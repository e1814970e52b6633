using Mendix.PrivateCloud.LocalCluster.Schemas.BuiltIn;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>The three fields that every object has.</summary>
internal static class ObjectMetaSchema
{
    public static readonly Schema ApiVersion = Types.Text with
    {
        Description = "The API group and version that this object is written in.",
    };

    public static readonly Schema Kind = Types.Text with { Description = "The kind of object that this is." };

    public static readonly Schema OwnerReference = new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference",
            "Names the object that this one belongs to; it is removed together with its last owner.")
        .AtomicMap()
        .Required("apiVersion", Types.Text, "API version of the owner.")
        .Required("kind", Types.Text, "Kind of the owner.")
        .Required("name", Types.Text, "Name of the owner.")
        .Required("uid", Types.Text, "UID of the owner: a later object with the same name is not the owner.")
        .Field("controller", Types.Flag, "This owner is the one that manages the object.")
        .Field("blockOwnerDeletion", Types.Flag, "In foreground deletion the owner stays until this object is gone.");

    public static readonly Schema FieldsEntry = new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry",
            "Which fields one manager has set.")
        .Field("manager", Types.Text, "Name of the manager.")
        .Field("operation", Types.Text, "Apply or Update.")
        .Field("apiVersion", Types.Text, "Version that the field set is written in.")
        .Field("time", Types.Time, "When the entry last changed.")
        .Field("fieldsType", Types.Text, "Always FieldsV1.")
        .Field("fieldsV1", Types.FreeObject, "The set of fields, as a tree.")
        .Field("subresource", Types.Text, "The subresource that was written through, empty for the object itself.");

    public static readonly Schema Schema = new Definition("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
            "What every stored object has: its name, its labels and what the server knows about it.")
        .Field("name", Types.Text, "Name, unique for the kind within the namespace. Cannot be changed.")
        .Field("generateName", Types.Text, "Prefix from which the server makes a unique name when none is given.")
        .Field("namespace", Types.Text, "The namespace that the object lives in. Cannot be changed.")
        .Field("selfLink", Types.Text, "No longer filled in.")
        .Field("uid", Types.Text, "Unique in time and space; set by the server.")
        .Field("resourceVersion", Types.Text, "Opaque version of the stored object; changes with each write.")
        .Field("generation", Types.Integer64, "Counts changes of the desired state; set by the server.")
        .Field("creationTimestamp", Types.Time, "When the object was created; set by the server.")
        .Field("deletionTimestamp", Types.Time, "When deletion was asked for; the object goes when its finalizers have gone.")
        .Field("deletionGracePeriodSeconds", Types.Integer64, "Seconds that a running object has to stop by itself.")
        .Field("labels", Types.TextMap, "Names and values by which objects are selected.")
        .Field("annotations", Types.TextMap, "Names and values for tools and people; not selectable.")
        .Field("ownerReferences", Types.MapList(OwnerReference, "uid"), "The objects that this one belongs to.")
        .Field("finalizers", Types.SetList(Types.Text) with { PatchStrategy = PatchStrategy.Merge },
            "Names of those who have work to do before the object may go.")
        .Field("managedFields", Types.List(FieldsEntry), "Which manager has set which fields; kept by the server.");
}
