namespace Mendix.PrivateCloud.ReferenceHost.Output;

public sealed class WordWrapTests
{
    [Theory]
    [InlineData("", 5, "")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two", 6, "one|two")]
    [InlineData("  one\n two ", 10, "one two")]
    [InlineData("registry/app:1", 6, "regist|ry/app|:1")]
    public void Lines_end_between_words_or_where_they_must(string text, int width, string expected) =>
        Assert.Equal(expected, string.Join('|', WordWrap.Lines(text, width)));
}
