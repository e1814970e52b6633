using System.Text.Json;
using Mendix.PrivateCloud.Provisioning;

namespace Mendix.PrivateCloud.Core.Tests.Provisioning;

public sealed class SecretValueTests
{
    private const string Text = "very-secret";

    [Fact]
    public void Only_Reveal_gives_the_text()
    {
        var secret = new SecretValue(Text);
        Assert.Equal(Text, secret.Reveal());
        Assert.Equal("***", secret.ToString());
        Assert.Equal("password ***", $"password {secret}");
        Assert.Equal("""{"Password":"***"}""", JsonSerializer.Serialize(new { Password = secret }));
    }

    [Fact]
    public void It_cannot_be_read_from_json() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<SecretValue>($"\"{Text}\""));

    [Fact]
    public void Equality_is_that_of_the_texts()
    {
        Assert.Equal(new SecretValue(Text), new SecretValue(Text));
        Assert.Equal(new SecretValue(Text).GetHashCode(), new SecretValue(Text).GetHashCode());
        Assert.NotEqual(new SecretValue(Text), new SecretValue("another"));
        Assert.False(new SecretValue(Text).Equals(null));
    }

    [Fact]
    public void Random_ones_are_letters_and_digits_and_differ()
    {
        var secrets = Enumerable.Range(0, 200).Select(_ => SecretValue.Random().Reveal()).ToList();
        Assert.Equal(200, secrets.Distinct().Count());
        Assert.All(secrets, secret =>
        {
            Assert.Equal(32, secret.Length);
            Assert.All(secret, character => Assert.True(char.IsAsciiLetterOrDigit(character)));
        });
        Assert.Equal(16, SecretValue.Random(16).Reveal().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => SecretValue.Random(15));
    }

    [Fact]
    public void A_setting_that_grants_access_is_not_printed()
    {
        var settings = new RuntimeSettings { { "DatabaseHost", "db:5432" }, { "DatabasePassword", new SecretValue(Text) } };
        Assert.Equal("DatabaseHost=db:5432, DatabasePassword=***", settings.ToString());
        Assert.Equal(Text, settings["DatabasePassword"]);
        Assert.Null(settings["DatabaseName"]);
        Assert.Throws<ArgumentException>(() => settings.Add("DatabaseHost", "other"));
    }
}
