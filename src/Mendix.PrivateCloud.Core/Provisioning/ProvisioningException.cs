namespace Mendix.PrivateCloud.Provisioning;

/// <summary>A verb of a provisioner did not succeed. The message is fit for a status that many people read.</summary>
public class ProvisioningException : Exception
{
    /// <summary>Describes a failure.</summary>
    /// <param name="kind">What it asks of the caller.</param>
    /// <param name="problem">What is wrong, as a sentence; no secrets.</param>
    /// <param name="remedy">What to do about it, as a sentence; no secrets.</param>
    /// <param name="innerException">What caused it, if it holds no secret.</param>
    public ProvisioningException(FailureKind kind, string problem, string remedy, Exception? innerException = null)
        : base($"{problem} {remedy}", innerException)
    {
        Kind = kind;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>What the failure asks of the caller.</summary>
    public FailureKind Kind { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
