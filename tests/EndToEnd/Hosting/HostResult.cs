namespace Mendix.PrivateCloud.EndToEnd.Hosting;

/// <summary>How the host ended.</summary>
internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    /// <summary>Everything it said, for messages of failed assertions.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
}
