namespace Mendix.PrivateCloud.Testing.Kubectl;

public sealed record KubectlResult(int ExitCode, string Output, string Error);
