using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Faults;

[Collection(AloneCollection.Name)]
public sealed class RealSampledFaultTests(RealCluster cluster) : SampledFaultTests(cluster, "Sample, real");
