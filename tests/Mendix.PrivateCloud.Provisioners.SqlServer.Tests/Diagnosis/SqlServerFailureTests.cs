using Mendix.PrivateCloud.Provisioners.SqlServer.Diagnosis;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.SqlServer.Tests.Diagnosis;

/// <summary>What the driver throws of itself, where no server can be made to cause it.</summary>
public sealed class SqlServerFailureTests
{
    private const string Driver = "Microsoft.Data.SqlClient";

    private static readonly SqlServerPlan Plan = new() { Host = "sql.example.com", UserName = "admin" };

    [Fact]
    public void A_process_without_cultures_is_told_how_to_get_them()
    {
        var failure = SqlServerFailure.Of(new NotSupportedException("Globalization Invariant Mode is not supported.") { Source = Driver }, Plan)!;
        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains("<InvariantGlobalization>false</InvariantGlobalization>", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_the_driver_does_not_understand_may_pass() =>
        Assert.Equal(FailureKind.Transient, SqlServerFailure.Of(new InvalidOperationException { Source = Driver }, Plan)!.Kind);

    [Fact]
    public void Faults_of_our_own_are_not_taken_for_the_driver_s()
    {
        Assert.Null(SqlServerFailure.Of(new InvalidOperationException { Source = "Mendix.PrivateCloud.Core" }, Plan));
        Assert.Null(SqlServerFailure.Of(new NotSupportedException(), Plan));
        Assert.Null(SqlServerFailure.Of(new ProvisioningException(FailureKind.Conflict, "It is taken.", "Leave it."), Plan));
    }
}
