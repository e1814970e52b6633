namespace Mendix.PrivateCloud.ImageBuild.Tests.Naming;

public sealed class ImageNameTemplateTests
{
    private static readonly ImageNameValues Values = new()
    {
        Name = "crm-acc1",
        Generation = 7,
        Version = "1.4.0.512",
        Time = new DateTimeOffset(2026, 5, 4, 3, 2, 1, 9, TimeSpan.FromHours(2)),
    };

    [Theory]
    [InlineData("mx/{{.Name}}:{{.Version}}-{{.Timestamp}}", "r:5000/mx/crm-acc1:1.4.0.512-20260504.010201.009")]
    [InlineData("apps:{{ .Name }}-{{.Generation}}", "r:5000/apps:crm-acc1-7")]
    [InlineData("{{.Name}}:{{- .UnixTimestamp -}}", "r:5000/crm-acc1:1777856521009")]
    [InlineData("{{.Name}}", "r:5000/crm-acc1:latest")]
    public void Places_are_filled(string template, string name) => Assert.Equal(name, ImageNameTemplate.Parse(template).Render("r:5000", Values).ToString());

    [Theory]
    [InlineData("{{.Nmae}}:1", "names {{.Nmae}}, which is not known. Use one of {{.Generation}}, {{.Name}}, {{.Timestamp}}, {{.UnixTimestamp}}, {{.Version}}.")]
    [InlineData("{{.Name", "has a place that is not understood")]
    [InlineData("{{if .Name}}x{{end}}", "has a place that is not understood")]
    [InlineData("Apps/{{.Name}}", "has an invalid repository")]
    [InlineData("apps:-{{.Name}}", "has an invalid tag")]
    [InlineData("https://r/apps", "begins with a scheme")]
    public void A_wrong_template_is_refused_before_it_is_used(string template, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => ImageNameTemplate.Parse(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_version_is_named() =>
        Assert.Contains(
            "names {{.Version}}, for which there is no value",
            Assert.Throws<FormatException>(() => ImageNameTemplate.Parse("apps:{{.Version}}").Render("r:5000", Values with { Version = null })).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_version_that_is_no_tag_is_refused() =>
        Assert.Contains(
            "has an invalid tag",
            Assert.Throws<FormatException>(() => ImageNameTemplate.Parse("apps:{{.Version}}").Render("r:5000", Values with { Version = "1.0+x" })).Message,
            StringComparison.Ordinal);
}
