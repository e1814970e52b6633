[assembly: AssemblyFixture(typeof(Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support.SignatureFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Support;

/// <summary>A container per environment, reached by a signature.</summary>
public sealed class SignatureFixture() : AzuriteConformanceFixture(1);
