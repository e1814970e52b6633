using Mendix.PrivateCloud.OperatorConformance.Servers;

[assembly: AssemblyFixture(typeof(EmbeddedCluster))]
[assembly: AssemblyFixture(typeof(RealCluster))]
[assembly: AssemblyFixture(typeof(EnforcingCluster))]
