# candour_migrations(TARGET FOLDER)   builds the numbered .sql files of FOLDER into TARGET, in order
#
# They must be numbered from 0001 without a gap: 0001_what_it_brings.sql.

function(candour_migrations target folder)
  file(GLOB files CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.sql")
  list(SORT files)
  set(number 0)
  set(entries "")
  foreach(file IN LISTS files)
    math(EXPR number "${number} + 1")
    get_filename_component(name "${file}" NAME_WE)
    if(NOT name MATCHES "^0*${number}_")
      message(FATAL_ERROR "The migrations in ${folder} must be numbered without a gap; ${name} stands in place ${number}.")
    endif()
    file(READ "${file}" commands)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    string(APPEND entries "      {${number}, \"${name}\", R\"sql(${commands})sql\"},\n")
  endforeach()
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${target}_migrations.cpp")
  file(CONFIGURE OUTPUT "${generated}" @ONLY CONTENT "#include \"sqlite/inside/migrations.h\"

namespace candour::sqlite {

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all{
@entries@  };
  return all;
}

}  // namespace candour::sqlite
")
  target_sources(${target} PRIVATE "${generated}")
endfunction()
