namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class ClosingTests
{
    [Fact]
    public void Commands_can_be_pasted_into_a_shell_as_they_are()
    {
        var report = new HostReport
        {
            ExitCode = 0,
            Elapsed = TimeSpan.Zero,
            Applied = [new("team", "crm")],
            Cluster = new ClusterFacts(IsEmbedded: false, "https://k8s", "/home/some body/config", "prod", "default"),
        };

        Assert.Equal(
            [
                "export KUBECONFIG='/home/some body/config'", "kubectl --context prod -n team get mendixapps",
                "kubectl --context prod -n team describe mendixapp crm",
            ],
            Closing.Commands(report).Take(3).Select(command => command.Command));
    }

    [Theory]
    [InlineData("/tmp/a-b_c.1", "/tmp/a-b_c.1")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    [InlineData("", "''")]
    public void Words_come_back_from_a_shell_as_they_were(string word, string expected) => Assert.Equal(expected, ShellWord.Quote(word));
}
