using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Shows a person, or a program, what the host does and observes.</summary>
internal interface IDisplay
{
    /// <summary>Tells that a step is done.</summary>
    void Tell(string text);

    /// <summary>Tells that a step is under way.</summary>
    void TellBegun(string text);

    /// <summary>Tells something that deserves more attention than a step.</summary>
    void Warn(string text);

    /// <summary>Shows the environments, again and again, while <paramref name="body"/> runs.</summary>
    /// <param name="body">Gets what to call with each new state of the environments.</param>
    Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ResourceNode>>, Task<T>> body);

    /// <summary>The end of the first part: whether all is Ready, and what to do next or what is wrong.</summary>
    void Conclude(HostReport report);
}
