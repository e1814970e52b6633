using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImageTask))]
[JsonSerializable(typeof(ImageTaskResult))]
internal sealed partial class ImageTaskJson : JsonSerializerContext;
