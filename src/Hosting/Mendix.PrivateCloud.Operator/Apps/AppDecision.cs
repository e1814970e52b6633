using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Builds;
using Mendix.PrivateCloud.Operator.Runtimes;
using Mendix.PrivateCloud.Operator.Runtimes.Rules;
using Mendix.PrivateCloud.Operator.Status;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Operator.Apps;

/// <summary>
/// What an environment should be made of, and how it is: a pure function of what was observed. A null object is left
/// as it is, never removed: a wish that cannot be met must not take down what runs.
/// </summary>
internal sealed record AppDecision
{
    public required Verdict Database { get; init; }

    public required Verdict File { get; init; }

    public required Verdict Build { get; init; }

    public required Verdict Endpoint { get; init; }

    public required Verdict Runtime { get; init; }

    /// <summary>What is wrong with the wish although the parts are well.</summary>
    public IReadOnlyList<Verdict> Complaints { get; init; } = [];

    public StorageInstance? DesiredDatabase { get; init; }

    public StorageInstance? DesiredFile { get; init; }

    public Build? DesiredBuild { get; init; }

    public Endpoint? DesiredEndpoint { get; init; }

    public Secret? DesiredTlsSecret { get; init; }

    /// <summary>Whether the Secret of an inline certificate has no user any more: the app names none, and the network has let go of it.</summary>
    public bool IsTlsSecretObsolete { get; init; }

    public Runtime? DesiredRuntime { get; init; }

    public static AppDecision Make(AppObservation seen, IStorageProvisioners provisioners)
    {
        if (seen.App.Metadata.DeletionTimestamp is not null)
        {
            return Deleting(seen);
        }

        if (AppNameRules.Problem(seen.App.Metadata.Name!) is { } problem)
        {
            return Refused(Verdict.Failed(Reasons.InvalidName, problem));
        }

        if (seen.App.Spec is null)
        {
            return Refused(Verdict.Failed(Reasons.MissingField, "spec is not set. Name the plans in spec.database and spec.storage, and the app in spec.sourceURL."));
        }

        var database = StorageDecision.Make(seen.App, StorageNeed.Database, seen.Database, seen.Plans, provisioners);
        var file = StorageDecision.Make(seen.App, StorageNeed.File, seen.File, seen.Plans, provisioners);
        var (desiredBuild, build) = DecideBuild(seen);
        var network = NetworkDecision.Make(seen);
        var complaints = new[] { database.Complaint, file.Complaint, seen.Configuration.Complaint(seen.Endpoint) }.OfType<Verdict>().ToList();
        var (desiredRuntime, runtime) = DecideRuntime(seen, database.Verdict, file.Verdict, build, network.Verdict, complaints);

        return new AppDecision
        {
            Database = database.Verdict,
            File = file.Verdict,
            Build = build,
            Endpoint = network.Verdict,
            Runtime = runtime,
            Complaints = complaints,
            DesiredDatabase = database.Desired,
            DesiredFile = file.Desired,
            DesiredBuild = desiredBuild,
            DesiredEndpoint = network.Desired,
            DesiredTlsSecret = network.TlsSecret,
            IsTlsSecretObsolete = network.IsTlsSecretObsolete,
            DesiredRuntime = desiredRuntime,
        };
    }

    // Seen where the deletion waits for what belongs to the app, as with kubectl delete --cascade=foreground.
    private static AppDecision Deleting(AppObservation seen)
    {
        var deleting = Verdict.Deleting(Reasons.Deleting, "The environment is being removed.");
        return AllParts(deleting) with
        {
            Database = seen.Database is { } database ? StorageDecision.VerdictOf(database) : deleting,
            File = seen.File is { } file ? StorageDecision.VerdictOf(file) : deleting,
        };
    }

    private static AppDecision Refused(Verdict verdict) =>
        AllParts(Verdict.Unknown(verdict.Reason, "Nobody looked at it, because the environment as a whole is refused.")) with { Complaints = [verdict] };

    private static AppDecision AllParts(Verdict verdict) =>
        new() { Database = verdict, File = verdict, Build = verdict, Endpoint = verdict, Runtime = verdict };

    private static (Build?, Verdict) DecideBuild(AppObservation seen) =>
        ImageSource.Problem(seen.App.Spec?.SourceUrl) is { } problem
            ? (null, Verdict.Failed(Reasons.InvalidField, problem))
            : (BuildRenderer.Render(seen.App), Child(seen.Build, seen.Build?.Status?.Phase, seen.Build?.Status?.ObservedGeneration, seen.Build?.Status?.Conditions));

    // The first time all siblings must be Ready (documented). Later on an unwell one keeps what it last was:
    // a failed build must not keep anybody from stopping or scaling the app.
    private static (Runtime?, Verdict) DecideRuntime(
        AppObservation seen, Verdict database, Verdict file, Verdict build, Verdict endpoint, List<Verdict> complaints)
    {
        var image = build.IsReady ? seen.Build?.Status?.Image : seen.Runtime?.Spec?.Image;
        var url = endpoint.IsReady ? seen.Endpoint?.Status?.AppUrl : seen.Runtime?.Spec?.AppUrl;
        var wanted = RuntimeRenderer.Render(seen.App, seen.Configuration.Spec, image ?? "", url);
        if (RuntimeRules.Problem(wanted.Spec!) is { } problem)
        {
            return (null, problem);
        }

        var waitingFor = new (string Name, Verdict Verdict)[]
        {
            (StorageNeed.Database.Noun, database), (StorageNeed.File.Noun, file), ("image", build), ("network", endpoint),
        }.Where(part => !part.Verdict.IsReady).Select(part => part.Name).ToList();
        if (seen.Runtime is null && (waitingFor.Count > 0 || complaints.Count > 0))
        {
            return (null, Verdict.Pending(
                Reasons.Waiting,
                waitingFor.Count > 0 ? $"Waiting for: {string.Join(", ", waitingFor)}." : "Waiting for a valid specification."));
        }

        var verdict = Child(seen.Runtime, seen.Runtime?.Status?.Phase, seen.Runtime?.Status?.ObservedGeneration, seen.Runtime?.Status?.Conditions);
        // A sibling that has not looked at its newest wish yet does so in a moment, and a build ends: one restart instead
        // of two, and never an old image with the settings of a new one.
        if (seen.Configuration.Spec is null
            || complaints.Any(complaint => complaint.Reason == Reasons.TooManyReplicas) || ExternalStorage.IsTooLate(seen)
            || new[] { build, endpoint }.Any(sibling => sibling.Reason is Reasons.Processing or Reasons.Building))
        {
            return (null, verdict);
        }

        return (seen.Configuration.Stamp(wanted, seen.Runtime), verdict);
    }

    private static Verdict Child(IKubernetesObject? child, string? phase, long? observedGeneration, IEnumerable<Condition>? conditions) => child is null
        ? Verdict.Processing(Reasons.Processing, "It is being made.")
        : Verdict.Of(child.Metadata, phase, observedGeneration, conditions);
}
