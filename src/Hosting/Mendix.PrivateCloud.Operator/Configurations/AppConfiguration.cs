using Mendix.PrivateCloud.Kubernetes.Resources;
using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>From which state of the OperatorConfiguration an environment is made now.</summary>
internal sealed record AppConfiguration
{
    /// <summary>What it says; null when the environment has to stay as it is for now.</summary>
    public OperatorConfigurationSpec? Spec { get; private init; }

    /// <summary>The name of that state.</summary>
    public string? Revision { get; private init; }

    /// <summary>Whether it is another one than the newest. Who writes from it must prove that nobody took a newer one meanwhile.</summary>
    public bool IsEarlier { get; private init; }

    /// <summary>Whether the environment has the newest state, and why not.</summary>
    public required Verdict Currency { get; init; }

    /// <param name="configuration">The object; null where there is none.</param>
    /// <param name="app">The name of the environment.</param>
    /// <param name="endpoint">Its Endpoint, if it has one yet.</param>
    /// <param name="runtime">Its Runtime, if it has one yet.</param>
    /// <param name="find">Finds what a revision says; null when it is not kept.</param>
    public static AppConfiguration Choose(
        OperatorConfiguration? configuration, string app, Endpoint? endpoint, Runtime? runtime, Func<string, OperatorConfigurationSpec?> find)
    {
        var newest = ConfigurationRevision.Of(configuration);
        // One that never ran has nothing to keep.
        var taken = runtime is null ? null : EnvironmentStates.Taken(endpoint, runtime, newest.Name);
        if (taken == newest.Name || ((taken is null || MayTake(configuration, newest, app)) && newest.Problems.Count == 0))
        {
            // A revision is kept before anybody uses it: otherwise nobody could stay with it.
            return find(newest.Name) is { } spec
                ? new AppConfiguration { Spec = spec, Revision = newest.Name, Currency = Verdict.Ready(Reasons.Ready, "The environment is made from the OperatorConfiguration as it reads now.") }
                : new AppConfiguration
                {
                    Currency = Verdict.Processing(
                        Reasons.Waiting, $"Waiting until the OperatorConfiguration is recorded as ControllerRevision '{newest.ObjectName}'. If this stays, the status of the OperatorConfiguration says why."),
                };
        }

        return new AppConfiguration
        {
            Spec = taken is null ? null : find(taken),
            Revision = taken,
            IsEarlier = true,
            Currency = WhyNot(configuration, newest, taken),
        };
    }

    /// <summary>Writes on an object from which state it is made.</summary>
    public T Stamp<T>(T desired, T? observed)
        where T : class, IKubernetesObject<T>
    {
        desired.Metadata.Labels = new Dictionary<string, string>(desired.Metadata.Labels ?? [], StringComparer.Ordinal) { [Labels.ConfigurationRevision] = Revision! };
        if (IsEarlier)
        {
            // Seen from an old copy, an environment would be taken back to what it has left.
            desired.Metadata.ResourceVersion = observed?.Metadata.ResourceVersion;
        }

        return desired;
    }

    /// <summary>What an environment has to be told that exists and cannot follow its user's wishes; null when it can.</summary>
    public Verdict? Complaint(Endpoint? endpoint) => Spec is null && endpoint is not null ? Currency : null;

    private static bool MayTake(OperatorConfiguration? configuration, ConfigurationRevision newest, string app) =>
        configuration?.Status?.Rollout is { } rollout && rollout.Revision == newest.Name
        && (rollout.Turns?.Contains(app) == true || rollout.Unwell?.Contains(app) == true);

    private static Verdict WhyNot(OperatorConfiguration? configuration, ConfigurationRevision newest, string? taken) => (configuration, newest.Problems, taken) switch
    {
        (_, { Count: > 0 } problems, null) => Verdict.Failed(Reasons.InvalidConfiguration, $"The OperatorConfiguration is wrong: {string.Join(" ", problems)}"),
        (_, { Count: > 0 } problems, _) => Verdict.Failed(
            Reasons.InvalidConfiguration, $"The environment keeps the configuration that it has, because the OperatorConfiguration is wrong: {string.Join(" ", problems)}"),
        (null, _, _) => Verdict.Pending(
            Reasons.MissingConfiguration,
            $"The environment keeps the configuration that it has, because the OperatorConfiguration '{OperatorConfiguration.ObjectName}' is gone. Create it again; an empty one makes the defaults count."),
        _ => Verdict.Pending(
            Reasons.Waiting, "The environment waits for its turn to take the OperatorConfiguration as it reads now. The status of the OperatorConfiguration says how far the roll-out is."),
    };
}
