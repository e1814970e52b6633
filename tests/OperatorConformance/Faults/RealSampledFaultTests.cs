using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Faults;

public sealed class RealSampledFaultTests(RealCluster cluster) : SampledFaultTests(cluster, "Sample, real");
