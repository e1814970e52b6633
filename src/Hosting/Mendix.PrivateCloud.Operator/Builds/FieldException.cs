using Mendix.PrivateCloud.Operator.Status;

namespace Mendix.PrivateCloud.Operator.Builds;

/// <summary>A field of the configuration that cannot be worked with.</summary>
internal sealed class FieldException : Exception
{
    private FieldException(Verdict verdict)
        : base(verdict.Message) => Verdict = verdict;

    public Verdict Verdict { get; }

    public static FieldException Missing(string message) => new(Verdict.Failed(Reasons.MissingField, message));

    public static FieldException Invalid(string message) => new(Verdict.Failed(Reasons.InvalidField, message));
}
