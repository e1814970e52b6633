using System.Text.Json.Serialization;

namespace Mendix.PrivateCloud.Kubernetes.Resources;

/// <summary>The generated serializers of every type of the model: camelCase names, absent instead of null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(ServiceAccount))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(Ingress))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(ControllerRevision))]
[JsonSerializable(typeof(OpenShiftRoute))]
[JsonSerializable(typeof(HttpRoute))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(PodDisruptionBudget))]
[JsonSerializable(typeof(SecretProviderClass))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(MendixApp))]
[JsonSerializable(typeof(StoragePlan))]
[JsonSerializable(typeof(StorageInstance))]
[JsonSerializable(typeof(Build))]
[JsonSerializable(typeof(Endpoint))]
[JsonSerializable(typeof(Runtime))]
[JsonSerializable(typeof(OperatorConfiguration))]
[JsonSerializable(typeof(CustomResourceDefinition))]
[JsonSerializable(typeof(ObjectMeta))]
[JsonSerializable(typeof(ListMeta))]
[JsonSerializable(typeof(Status))]
internal sealed partial class KubernetesJson : JsonSerializerContext;
