using Mendix.PrivateCloud.Provisioning;

namespace AcmeStorage.Diagnosis;

/// <summary>Says what the driver's exceptions mean.</summary>
internal static class MyTypeFailure
{
    /// <summary>The meaning of <paramref name="exception"/>; null when it is not known here: then it is taken for transient.</summary>
    public static ProvisioningException? Of(Exception exception, MyTypePlan plan) => exception switch
    {
        UnauthorizedAccessException => new ProvisioningException(
            FailureKind.Configuration, $"This process may not write to '{plan.Root}'.", "Give its account the right to.", exception),
        _ => null,
    };
}
