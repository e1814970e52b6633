using Mendix.PrivateCloud.Provisioners.Minio.Admin;
using Mendix.PrivateCloud.Provisioners.Minio.Connections;
using Mendix.PrivateCloud.Provisioners.Minio.Policies;
using Mendix.PrivateCloud.Provisioning;
using Mendix.PrivateCloud.Provisioning.Checks;

namespace Mendix.PrivateCloud.Provisioners.Minio.Diagnosis;

/// <summary>
/// Finds out by a few requests whether tenants can be made under a plan: the server itself tells what the account may do, so
/// no right has to be tried.
/// </summary>
internal static class MinioCheck
{
    // What names of our buckets look like; rights that end before the hash cannot be told apart by a policy in practice.
    private const string ExampleBucket = "mendix-environment-0123456789abcdef";

    public static async Task<CheckReport> RunAsync(MinioClients clients, MinioPlan plan, CancellationToken cancellationToken)
    {
        var client = clients.Client(plan);
        Account account;
        try
        {
            account = await client.Admin.AccountAsync(cancellationToken);
            client.Refuse(account);
        }
        catch (ProvisioningException gateway)
        {
            return new CheckReport([.. Steps(plan).Select(CheckFinding.Pass), new CheckFinding(CheckSubjects.FullServer, gateway)]);
        }
        catch (Exception exception) when (MinioFailure.Of(exception, plan) is not null)
        {
            var failure = MinioFailure.Of(exception, plan)!;
            return new CheckReport(
                [.. Steps(plan).TakeWhile(step => step != failure.Subject).Select(CheckFinding.Pass), new CheckFinding(failure.Subject, failure.ToException(exception))]);
        }

        var policy = new PolicyDocument(account.Policy);
        return new CheckReport(
        [
            .. Steps(plan).Select(CheckFinding.Pass),
            CheckFinding.Pass(CheckSubjects.FullServer),
            .. await IfAllowedAsync(Rights.ServerInfo, null, CheckSubjects.Version, () => VersionAsync(client, plan, cancellationToken)),
            .. await IfAllowedAsync(Rights.GetBucketTagging, ExampleBucket, CheckSubjects.Region, () => RegionAsync(client, cancellationToken)),
            .. Rights.OnServer.Select(right => Right(right, null)),
            .. Rights.OnBuckets.Select(right => Right(right, ExampleBucket)),
            .. Rights.OnObjects.Select(right => Right(right, $"{ExampleBucket}/object")),
        ]);

        // Without the right the finding about the right says all there is to say.
        async Task<CheckFinding[]> IfAllowedAsync(string right, string? resource, string subject, Func<Task<CheckFinding>> look)
        {
            try
            {
                return policy.Allows(right, resource) ? [await look()] : [];
            }
            catch (Exception exception) when (MinioFailure.Of(exception, plan) is { } failure)
            {
                return [new CheckFinding(subject, failure.ToException(exception))];
            }
        }

        CheckFinding Right(string right, string? resource) => policy.Allows(right, resource)
            ? CheckFinding.Pass(right)
            : CheckFinding.Fail(
                right,
                $"The account '{plan.AccessKey}' lacks the right {right}{(resource is null ? "" : resource.Contains('/', StringComparison.Ordinal) ? " on mendix-*/*" : " on mendix-*")}.",
                "Add it to the account's policy; the package's README has the whole policy.");
    }

    private static IEnumerable<string> Steps(MinioPlan plan) =>
        CheckSubjects.GettingIn.Where(step => step != CheckSubjects.Tls || plan.Address.Scheme == Uri.UriSchemeHttps);

    private static async Task<CheckFinding> VersionAsync(MinioClient client, MinioPlan plan, CancellationToken cancellationToken) =>
        MinimumVersion.TooOld(await client.Admin.ServerAsync(cancellationToken)) is { } version
            ? CheckFinding.Fail(CheckSubjects.Version, $"The server {plan.Server} is of {version}.", $"Update it to {MinimumVersion.Release} or later.")
            : CheckFinding.Pass(CheckSubjects.Version);

    // The admin part takes any region. To look for a bucket that is not there costs nothing.
    private static async Task<CheckFinding> RegionAsync(MinioClient client, CancellationToken cancellationToken)
    {
        await client.Buckets.MarkAsync(ExampleBucket, cancellationToken);
        return CheckFinding.Pass(CheckSubjects.Region);
    }
}
