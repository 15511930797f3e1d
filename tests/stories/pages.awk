# Cuts a page into numbered commands, what is shown under each, and files the page writes out:
#   TO001.command, TO001         a command, and what the page shows of it
#   TO002.command, .path, TO002  a file, its path and its text
#   awk -v to=PREFIX -f pages.awk PAGE
/^ *```/ {
    inside = !inside
    # In a list a fence is indented, and so is all that stands in it.
    if (inside) indent = match($0, /`/) - 1
    name = ""
    more = 0
    if (inside && NF > 1) {
        name = sprintf("%s%03d", to, ++count)
        printf "" >name ".command"
        printf "" >name
        print $2 >name ".path"
    }
    next
}
!inside { next }
{ line = substr($0, indent + 1) }
more {
    print line >command
    more = line ~ /\\$/
    next
}
line ~ /^\$ / {
    name = sprintf("%s%03d", to, ++count)
    command = name ".command"
    print substr(line, 3) >command
    more = line ~ /\\$/
    printf "" >name
    next
}
name { print line >name }
