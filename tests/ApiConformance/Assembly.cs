using Mendix.PrivateCloud.ApiConformance.Servers;

[assembly: AssemblyFixture(typeof(LocalServer))]
[assembly: AssemblyFixture(typeof(RealServer))]
