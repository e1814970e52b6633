using Mendix.PrivateCloud.ReferenceHost.Environments;

namespace Mendix.PrivateCloud.ReferenceHost.Output;

/// <summary>Plain lines, each with the time since the start: for logs, pipes and whoever wants no moving picture.</summary>
internal sealed class LineDisplay(TextWriter output, TextWriter error, TimeProvider time) : IDisplay
{
    private readonly long _start = time.GetTimestamp();
    private readonly ChangeLines _changes = new();

    public void Tell(string text) => output.WriteLine(Stamp(text));

    public void TellBegun(string text) => output.WriteLine(Stamp($"{text} …"));

    public void Warn(string text) => error.WriteLine(Stamp(text));

    public Task<T> FollowAsync<T>(Func<Action<IReadOnlyList<ResourceNode>>, Task<T>> body) =>
        body(trees =>
        {
            foreach (var line in _changes.Next(trees))
            {
                output.WriteLine(Stamp(line));
            }
        });

    public void Conclude(HostReport report)
    {
        foreach (var problem in report.Problems)
        {
            error.WriteLine(problem.ToString());
        }

        if (report.ExitCode == 0)
        {
            output.WriteLine(Stamp(Closing.Line(report)));
            foreach (var (command, purpose) in report.IsServing ? Closing.Commands(report) : [])
            {
                output.WriteLine($"         {command}   # {purpose}");
            }
        }
    }

    private string Stamp(string text) => $"{Durations.Text(time.GetElapsedTime(_start)),7}  {text}";
}
