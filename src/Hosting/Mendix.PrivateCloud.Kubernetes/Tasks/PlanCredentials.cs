using System.Text;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Kubernetes.Tasks;

/// <summary>How the content of a plan's Secret is read, by whoever reads it.</summary>
public static class PlanCredentials
{
    /// <summary>A value of the Secret, without the end of line that editors and <c>echo</c> leave behind it.</summary>
    /// <param name="value">The value as it is stored.</param>
    public static SecretValue Value(byte[] value) => new(Encoding.UTF8.GetString(value).TrimEnd('\n', '\r'));
}
