using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Faults;

[Collection(AloneCollection.Name)]
public sealed class EmbeddedSampledFaultTests(EmbeddedCluster cluster) : SampledFaultTests(cluster, "Sample, embedded");
