using System;
using System.IO;
using Xunit;
using Xunit.Sdk;

namespace Unrolled.Generator.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_text_that_was_never_verified_fails_and_is_written_for_review()
    {
        XunitException failure = Assert.Throws<XunitException>(() => Snapshot.Verify("a\n", "New", _folder, update: false));

        Assert.Contains("New: nothing has been verified yet", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\n", Read("New.received.cs"));
        Assert.False(File.Exists(Path.Combine(_folder, "New.verified.cs")));
    }

    [Fact]
    public void A_difference_is_shown_at_its_first_line()
    {
        Snapshot.Verify("a\nb\nc\n", "Text", _folder, update: true);

        XunitException failure = Assert.Throws<XunitException>(() => Snapshot.Verify("a\nB\nC\n", "Text", _folder, update: false));

        Assert.Contains("differ first in line 2\n  verified: b\n  received: B\n", failure.Message, StringComparison.Ordinal);
        Assert.Equal("a\nb\nc\n", Read("Text.verified.cs"));
    }

    [Fact]
    public void A_text_that_ends_early_is_a_difference()
    {
        Snapshot.Verify("a\nb", "Text", _folder, update: true);

        XunitException failure = Assert.Throws<XunitException>(() => Snapshot.Verify("a", "Text", _folder, update: false));

        Assert.Contains("line 2\n  verified: b\n  received: (no such line)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_text_passes_whatever_its_line_ends_and_leaves_nothing_to_review()
    {
        Assert.Throws<XunitException>(() => Snapshot.Verify("a\nb\n", "Text", _folder, update: false));
        Snapshot.Verify("a\nb\n", "Text", _folder, update: true);

        Snapshot.Verify("a\r\nb\r\n", "Text", _folder, update: false);

        Assert.Equal([Path.Combine(_folder, "Text.verified.cs")], Directory.GetFiles(_folder));
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));
}
