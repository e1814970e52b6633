using System.Text.Json.Serialization;
using Mendix.PrivateCloud.Kubernetes.Resources;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(StorageTask))]
internal sealed partial class StorageTaskJson : JsonSerializerContext;
