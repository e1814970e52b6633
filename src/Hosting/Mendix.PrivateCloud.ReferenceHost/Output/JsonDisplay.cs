using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>One JSON document on standard output, everything else on standard error.</summary>
internal sealed class JsonDisplay(TextWriter output, TextWriter error) : IDisplay
{
    public void Tell(string text) => error.WriteLine(text);

    public void TellBegun(string text) => error.WriteLine($"{text} …");

    public void Warn(string text) => error.WriteLine(text);

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ResourceNode>>, Task<T>> body) => body(_ => { });

    public void Conclude(HostReport report) => output.WriteLine(JsonReport.Write(report));
}
