using Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Conformance;

[assembly: AssemblyFixture(typeof(SignatureFixture))]

namespace Mendix.PrivateCloud.Provisioners.AzureBlob.Tests.Conformance;

/// <summary>A container per environment, reached by a signature.</summary>
public sealed class SignatureFixture() : AzuriteConformanceFixture(1);
