using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Mendix.PrivateCloud.Provisioners.Conformance.Running;

/// <summary>How the kit tells an author what is wrong: what the contract wants, what was found, what to do.</summary>
internal static class Broken
{
    [DoesNotReturn]
    public static void Contract(string wants, string found, string remedy) => Assert.Fail(Message(wants, found, remedy));

    public static string Message(string wants, string found, string remedy) =>
        $"""
        The contract: {wants}
        Found:        {found}
        What to do:   {remedy}
        """;
}
