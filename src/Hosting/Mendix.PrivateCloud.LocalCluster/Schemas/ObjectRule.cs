using System.Text.Json.Nodes;

namespace Mendix.PrivateCloud.LocalCluster.Schemas;

/// <summary>A rule that a schema cannot state; adds what is wrong with the object at <paramref name="path"/> to the errors.</summary>
internal delegate void ObjectRule(string path, JsonObject value, JsonObject? old, ICollection<FieldError> errors);
