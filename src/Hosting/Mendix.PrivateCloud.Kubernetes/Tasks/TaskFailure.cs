namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>Why a task was not done.</summary>
/// <param name="ExitCode">One of <see cref="TaskExitCodes"/>.</param>
/// <param name="Message">What is wrong and what to do, fit for a status that many people read.</param>
public sealed record TaskFailure(int ExitCode, string Message);
