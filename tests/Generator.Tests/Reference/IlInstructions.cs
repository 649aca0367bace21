using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Unrolled.Generator.Tests.Reference;

/// <summary>Reads the IL of methods (ECMA-335, partition III) as far as counting it takes.</summary>
internal static class IlInstructions
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>The number of instructions.</summary>
    public static int Count(ReadOnlySpan<byte> il)
    {
        const byte FirstOfTwo = 0xFE;
        int count = 0;
        while (il.Length > 0)
        {
            OpCode code = il[0] == FirstOfTwo ? s_codes[(FirstOfTwo << 8) | il[1]] : s_codes[il[0]];
            il = il[code.Size..];
            il = il[OperandLength(code.OperandType, il)..];
            count++;
        }

        return count;
    }

    private static int OperandLength(OperandType operand, ReadOnlySpan<byte> rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(rest)),
        _ => 4,
    };
}
