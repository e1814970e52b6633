using Mendix.PrivateCloud.ReferenceHost.Output;

namespace Mendix.PrivateCloud.ReferenceHost.Commands;

/// <summary>The host cannot go on, and knows why: what to tell, and the exit code.</summary>
internal sealed class HostException(int exitCode, IReadOnlyList<HostProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public HostException(int exitCode, string message)
        : this(exitCode, [new HostProblem(message)])
    {
    }

    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<HostProblem> Problems { get; } = problems;
}
