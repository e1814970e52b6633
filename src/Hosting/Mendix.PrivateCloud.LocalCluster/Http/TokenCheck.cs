using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mendix.PrivateCloud.LocalCluster.Http;

/// <summary>One token for everything, compared in constant time.</summary>
internal sealed class TokenCheck(string token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _token = Encoding.UTF8.GetBytes(token);

    public bool Accepts(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), _token);
    }
}
