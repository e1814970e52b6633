using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Faults;

/// <summary>Failures of the server as a provisioner would report them.</summary>
internal static class ServerFault
{
    /// <summary>The answer got lost; nobody knows whether the effect happened.</summary>
    public static void TimeOut() => throw new ProvisioningException(
        FailureKind.Transient, "The conformance kit lets the server's answer get lost.", "It can be tried again.");

    /// <summary>Nothing that a repeat could help.</summary>
    public static void Refuse() => throw new ProvisioningException(
        FailureKind.Configuration, "The conformance kit lets the server refuse for good.", "Change the plan.");
}
