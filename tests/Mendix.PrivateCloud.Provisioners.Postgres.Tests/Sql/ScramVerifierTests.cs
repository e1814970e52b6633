using System.Security.Cryptography;
using System.Text;
using Mendix.PrivateCloud.Provisioners.Postgres.Sql;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Provisioners.Postgres.Tests.Sql;

public sealed class ScramVerifierTests
{
    [Fact]
    public void It_agrees_with_the_example_of_RFC_7677()
    {
        var verifier = ScramVerifier.Of("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);

        const string Exchange = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096," +
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        var serverKey = Convert.FromBase64String(verifier[(verifier.LastIndexOf(':') + 1)..]);
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=",
            Convert.ToBase64String(HMACSHA256.HashData(serverKey, Encoding.ASCII.GetBytes(Exchange))));
        Assert.StartsWith("SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$", verifier, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_verifier_has_its_own_salt()
    {
        var password = SecretValue.Random();
        Assert.NotEqual(ScramVerifier.Of(password).Reveal(), ScramVerifier.Of(password).Reveal());
    }

    [Fact]
    public void A_password_that_would_need_preparation_is_refused() =>
        Assert.Throws<ArgumentException>(() => ScramVerifier.Of(new SecretValue("pässword")));
}
