using Mendix.PrivateCloud.OperatorConformance.Servers;

namespace Mendix.PrivateCloud.OperatorConformance.Faults;

public sealed class EmbeddedSampledFaultTests(EmbeddedCluster cluster) : SampledFaultTests(cluster, "Sample, embedded");
