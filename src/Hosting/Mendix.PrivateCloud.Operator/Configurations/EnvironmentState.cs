namespace Mendix.PrivateCloud.Operator.Configurations;

/// <summary>What the roll-out of a configuration has to know of an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUpdated">Whether it began to take the newest configuration.</param>
/// <param name="Health">How it is; for an updated one, how it is with that configuration.</param>
/// <param name="Message">Why it is not Ready.</param>
internal sealed record EnvironmentState(string Name, bool IsUpdated, EnvironmentHealth Health, string Message = "");

/// <summary>How an environment is.</summary>
internal enum EnvironmentHealth
{
    /// <summary>As desired.</summary>
    Ready,

    /// <summary>Being worked on.</summary>
    Underway,

    /// <summary>It runs, and does not follow its wish because that is wrong: it would not take a configuration either.</summary>
    Blocked,

    /// <summary>It does not become Ready, or it never ran: whatever happens to it, nobody misses anything.</summary>
    Unwell,
}
