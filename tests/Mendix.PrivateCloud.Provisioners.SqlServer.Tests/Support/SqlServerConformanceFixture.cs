[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support.SqlServerConformanceFixture))]
[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support.AzureSqlConformanceFixture))]

// A real server is one for all tests, and the kit wants it for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Support;

/// <summary>The kit on a SQL Server.</summary>
public sealed class SqlServerConformanceFixture() : ConformanceFixtureBase(isAzure: false);

/// <summary>The kit on Azure SQL Database.</summary>
public sealed class AzureSqlConformanceFixture() : ConformanceFixtureBase(isAzure: true);
